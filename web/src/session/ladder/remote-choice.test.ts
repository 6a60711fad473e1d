import type { Participant, Source } from '@hangouts/protocol';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeTrack, person, personId } from '../fixture.js';
import type { ReceivedTrack } from '../link.js';
import { RemoteTracks } from '../remote-tracks.js';
import { type Flow, NOTHING } from './flow.js';
import { RemoteChoice } from './remote-choice.js';

const ana = personId(1);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A track by a link, through which as much comes as the test says. */
class Incoming implements ReceivedTrack {
  readonly participant = ana;
  readonly track: FakeTrack;
  readonly receiver = { getStats: () => Promise.reject(new Error('not asked')) };
  flow: Flow = NOTHING;

  constructor(
    readonly name: string,
    readonly source: Source,
  ) {
    this.track = new FakeTrack(source === 'camera' || source === 'screen' ? 'video' : 'audio');
  }

  come(count = 5): void {
    this.flow = { ...NOTHING, packets: this.flow.packets + count, frames: this.flow.frames + count };
  }
}

function open(...sources: Source[]) {
  let people: Participant[] = [person(1, { sources: sources.map((source) => ({ source, paused: false })) })];
  const tracks: Incoming[] = [];
  const shown = new RemoteTracks();
  let changes = 0;
  const choice = new RemoteChoice({
    shown,
    participants: () => people,
    changed: () => (changes += 1),
    read: (receiver) => Promise.resolve(tracks.find((one) => one.receiver === receiver)?.flow ?? null),
  });
  return {
    choice,
    incoming(name: string, source: Source) {
      const track = new Incoming(name, source);
      tracks.push(track);
      return track;
    },
    change(...changed: Partial<Participant>[]) {
      people = changed.map((one, index) => person(index + 1, one));
      choice.update();
    },
    /** What is shown, by the names that the tracks have here. */
    seen: () =>
      shown.tracks
        .get()
        .map(({ track }) => tracks.find((one) => one.track === track)?.name)
        .toSorted(),
    settled: () => people.every((one) => choice.isSettled(one)),
    changes: () => changes,
    look: () => vi.advanceTimersByTimeAsync(100),
  };
}

it('who is shown as muted is not heard, whatever their page sends', () => {
  const { choice, incoming, change } = open('microphone');
  const voice = incoming('direct voice', 'microphone');
  choice.putDirect([voice]);
  expect(voice.track.enabled).toBe(true);
  change({ sources: [{ source: 'microphone', paused: true }] });
  voice.come();
  expect(voice.track.enabled).toBe(false);
  change({ sources: [{ source: 'microphone', paused: false }] });
  expect(voice.track.enabled).toBe(true);
});

describe('up to the direct link', () => {
  it('each track changes over once something has come by it, never two of one source', async () => {
    const { choice, incoming, seen, settled, look } = open('camera', 'microphone');
    const [room, voice] = [incoming('room camera', 'camera'), incoming('room voice', 'microphone')];
    choice.room.put([room, voice]);
    choice.aim('direct');
    expect(seen()).toEqual(['room camera', 'room voice']);

    const [direct, directVoice] = [
      incoming('direct camera', 'camera'),
      incoming('direct voice', 'microphone'),
    ];
    choice.putDirect([direct, directVoice]);
    await look();
    expect(seen()).toEqual(['room camera', 'room voice']);
    expect(settled()).toBe(false);
    directVoice.come();
    await look();
    expect(seen()).toEqual(['direct voice', 'room camera']);
    direct.come();
    await look();
    expect(seen()).toEqual(['direct camera', 'direct voice']);
    expect(settled()).toBe(true);
  });

  it('one that is muted is not waited for', () => {
    const { choice, incoming, seen, settled, change } = open();
    change({ sources: [{ source: 'microphone', paused: true }] });
    choice.room.put([incoming('room', 'microphone')]);
    choice.aim('direct');
    choice.putDirect([incoming('direct', 'microphone')]);
    expect(seen()).toEqual(['direct']);
    expect(settled()).toBe(true);
  });

  it('a single packet is no stream', async () => {
    const { choice, incoming, seen, look } = open('camera');
    choice.room.put([incoming('room', 'camera')]);
    choice.aim('direct');
    const direct = incoming('direct', 'camera');
    choice.putDirect([direct]);
    await look();
    direct.come(1);
    await look();
    expect(seen()).toEqual(['room']);
  });
});

describe('on the direct link', () => {
  async function direct() {
    const stage = open('camera');
    const tracks = { room: stage.incoming('room', 'camera'), direct: stage.incoming('direct', 'camera') };
    stage.choice.room.put([tracks.room]);
    stage.choice.aim('direct');
    stage.choice.putDirect([tracks.direct]);
    await stage.look();
    tracks.direct.come();
    await stage.look();
    expect(stage.seen()).toEqual(['direct']);
    return { ...stage, ...tracks };
  }

  it('what came by the room long ago does not count when the room takes over', async () => {
    const { choice, room, seen, look, settled } = await direct();
    room.come(900);
    choice.aim('room');
    await look();
    expect(seen()).toEqual(['direct']);
    expect(settled()).toBe(false);
    room.come();
    await look();
    expect(seen()).toEqual(['room']);
    expect(settled()).toBe(true);
  });

  it('the room carries at once where the direct link is gone', async () => {
    const { choice, seen } = await direct();
    choice.aim('room');
    choice.clearDirect();
    expect(seen()).toEqual(['room']);
  });

  it('what a host takes is not shown any more, whatever is still sent', async () => {
    const { change, seen, settled } = await direct();
    change({
      sources: [{ source: 'camera', paused: false }],
      restrictions: { microphone: false, camera: true, screen: false, chat: false },
    });
    expect(seen()).toEqual(['room']);
    expect(settled()).toBe(true);
  });

  it('nor is what was never published', async () => {
    const { choice, incoming, seen } = await direct();
    const screen = incoming('screen', 'screen');
    choice.putDirect([screen]);
    screen.come();
    expect(seen()).toEqual(['direct']);
  });

  it('what is published later is shown directly at once', async () => {
    const { choice, incoming, change, seen } = await direct();
    choice.putDirect([incoming('screen', 'screen')]);
    change({
      sources: [
        { source: 'camera', paused: false },
        { source: 'screen', paused: false },
      ],
    });
    expect(seen()).toEqual(['direct', 'screen']);
  });

  it('a new link to the room changes nothing that is seen', async () => {
    const { choice, incoming, seen } = await direct();
    choice.room.changing();
    const next = incoming('next room', 'camera');
    choice.room.put([next]);
    choice.room.changed();
    expect(seen()).toEqual(['direct']);
    choice.aim('room');
    choice.clearDirect();
    expect(seen()).toEqual(['next room']);
  });

  it('a new link to the room that brings nothing leaves what comes directly', async () => {
    const { choice, seen } = await direct();
    choice.room.changing();
    choice.room.changed();
    expect(seen()).toEqual(['direct']);
    choice.clearDirect();
    expect(seen()).toEqual([]);
  });

  it('whoever leaves is gone from both', async () => {
    const { choice, seen } = await direct();
    choice.dropParticipant(ana);
    expect(seen()).toEqual([]);
    choice.update();
    expect(seen()).toEqual([]);
  });
});

describe('without a direct link', () => {
  it('everything of the room is shown at once, in one go', () => {
    const { choice, incoming, seen, changes } = open('camera', 'microphone');
    choice.room.put([incoming('camera', 'camera'), incoming('voice', 'microphone')]);
    expect(seen()).toEqual(['camera', 'voice']);
    expect(changes()).toBe(1);
  });

  it('a track takes the place of the one before it, and goes when it is dropped', () => {
    const { choice, incoming, seen } = open('microphone');
    choice.room.put([incoming('first', 'microphone')]);
    choice.room.put([incoming('second', 'microphone')]);
    expect(seen()).toEqual(['second']);
    choice.room.drop(ana, 'microphone');
    expect(seen()).toEqual([]);
  });

  it('of a new link only what it brings stays', () => {
    const { choice, incoming, seen } = open('microphone', 'camera');
    choice.room.put([incoming('voice', 'microphone'), incoming('camera', 'camera')]);
    choice.room.changing();
    choice.room.put([incoming('new voice', 'microphone')]);
    choice.room.changed();
    expect(seen()).toEqual(['new voice']);
  });
});
