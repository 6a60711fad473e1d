import { describe, expect, it, vi } from 'vitest';
import { SessionError } from './error.js';
import { FakeLink, FakeTrack, rest } from './fixture.js';
import { Publisher } from './publisher.js';

/** Lets everything that is under way come to rest. */
const sources = (publisher: Publisher) =>
  publisher.tracks.get().map(({ source, paused }) => ({ source, paused }));

describe('what is wanted', () => {
  it('is published as soon as there is a link', async () => {
    const publisher = new Publisher(() => undefined);
    const link = new FakeLink();
    await publisher.set('camera', new FakeTrack('video'));
    await publisher.set('microphone', new FakeTrack('audio'), true);
    publisher.attach(link);
    await rest();
    expect(link.log).toEqual(['publish camera', 'publish microphone paused']);
  });

  it.each([0, 1, 2, 3, 4, 5])(
    'is not missed by a link that comes %i turns of the engine later',
    async (turns) => {
      const publisher = new Publisher(() => undefined);
      const link = new FakeLink();
      void publisher.set('camera', new FakeTrack('video'));
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      publisher.attach(link);
      await rest();
      expect(link.log).toEqual(['publish camera']);
    },
  );

  it('is published again by a new link, muted as it was', async () => {
    const publisher = new Publisher(() => undefined);
    const [first, second] = [new FakeLink(), new FakeLink()];
    publisher.attach(first);
    await publisher.set('microphone', new FakeTrack('audio'));
    await publisher.setPaused('microphone', true);
    publisher.attach(second);
    await rest();
    expect(first.log).toEqual(['publish microphone', 'pause microphone']);
    expect(second.log).toEqual(['publish microphone paused']);
  });

  it('is never switched on by being published: a track that is disabled is paused', async () => {
    const publisher = new Publisher(() => undefined);
    const track = new FakeTrack('audio');
    track.enabled = false;
    await publisher.set('microphone', track);
    expect(sources(publisher)).toEqual([{ source: 'microphone', paused: true }]);
    expect(track.enabled).toBe(false);
  });

  it('is replaced without a new publication where that is possible, and stays muted', async () => {
    const publisher = new Publisher(() => undefined);
    const link = new FakeLink();
    publisher.attach(link);
    const [first, second, third] = [new FakeTrack('video'), new FakeTrack('video'), new FakeTrack('video')];
    await publisher.set('camera', first, true);
    await publisher.set('camera', second);
    expect(link.log).toEqual(['publish camera paused', 'replace camera']);
    expect(first.readyState).toBe('ended');
    expect(second.enabled).toBe(false);

    const sent = link.sent.get('camera');
    if (sent !== undefined) sent.replaceable = false;
    await publisher.set('camera', third);
    expect(link.log.slice(2)).toEqual(['replace camera', 'close camera', 'publish camera paused']);
  });

  it('is published anew where what is sent is outdated, and sent on until that stands', async () => {
    const publisher = new Publisher(() => undefined);
    const link = new FakeLink();
    const track = new FakeTrack('video');
    publisher.attach(link);
    publisher.outdated('screen');
    await publisher.set('screen', track);
    publisher.outdated('screen');
    await rest();
    expect(link.log).toEqual(['publish screen', 'publish screen', 'close screen']);
    expect(track.readyState).toBe('live');
    await publisher.setPaused('screen', true);
    expect(link.log.slice(3)).toEqual(['pause screen']);
  });

  it('is taken away and stopped', async () => {
    const publisher = new Publisher(() => undefined);
    const link = new FakeLink();
    const track = new FakeTrack('video');
    publisher.attach(link);
    await publisher.set('screen', track);
    await publisher.set('screen', null);
    expect(link.log).toEqual(['publish screen', 'close screen']);
    expect(track.readyState).toBe('ended');
    expect(sources(publisher)).toEqual([]);
  });

  it('ends with its track', async () => {
    const publisher = new Publisher(() => undefined);
    const link = new FakeLink();
    const track = new FakeTrack('video');
    publisher.attach(link);
    await publisher.set('screen', track);
    track.end();
    await rest();
    expect(link.log).toEqual(['publish screen', 'close screen']);
    expect(sources(publisher)).toEqual([]);
  });
});

describe('muting', () => {
  it('silences the track before anybody is asked', () => {
    const publisher = new Publisher(() => undefined);
    const track = new FakeTrack('audio');
    void publisher.set('microphone', track);
    void publisher.setPaused('microphone', true);
    expect(track.enabled).toBe(false);
    expect(sources(publisher)).toEqual([{ source: 'microphone', paused: true }]);
  });

  it('while the track is being published is made up for', async () => {
    const publisher = new Publisher(() => undefined);
    const link = new FakeLink();
    publisher.attach(link);
    const published = publisher.set('microphone', new FakeTrack('audio'));
    await publisher.setPaused('microphone', true);
    await published;
    expect(link.log).toEqual(['publish microphone', 'pause microphone']);
  });

  it('that got lost on the way is said again', async () => {
    const publisher = new Publisher(() => undefined);
    const link = new FakeLink();
    publisher.attach(link);
    await publisher.set('microphone', new FakeTrack('audio'));
    const sent = link.sent.get('microphone');
    if (sent === undefined) throw new Error('not published');
    const setPaused = sent.setPaused.bind(sent);
    sent.setPaused = () => Promise.reject(new SessionError('offline'));
    await publisher.setPaused('microphone', true);
    sent.setPaused = setPaused;
    publisher.retry();
    await rest();
    expect(link.log).toEqual(['publish microphone', 'pause microphone']);
  });
});

describe('a server that says no', () => {
  it('is told to whoever asked, and the track is no longer wanted', async () => {
    const publisher = new Publisher(() => undefined);
    const link = new FakeLink();
    link.refusal = new SessionError('not-permitted');
    publisher.attach(link);
    await expect(publisher.set('screen', new FakeTrack('video'))).rejects.toMatchObject({
      code: 'not-permitted',
    });
    expect(sources(publisher)).toEqual([]);
  });

  it('only for now, is asked again by the next link', async () => {
    const publisher = new Publisher(() => undefined);
    const [first, second] = [new FakeLink(), new FakeLink()];
    first.refusal = new SessionError('media-unavailable');
    publisher.attach(first);
    await publisher.set('camera', new FakeTrack('video'));
    publisher.attach(second);
    await rest();
    expect(second.log).toEqual(['publish camera']);
  });

  it('only for now, is asked again by itself, less and less often, and then it is said', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
    const givenUp: string[] = [];
    const publisher = new Publisher((source) => givenUp.push(source));
    const link = new FakeLink();
    link.refusal = new SessionError('internal');
    publisher.attach(link);
    await publisher.set('camera', new FakeTrack('video'));
    for (const [published, delay] of [500, 1_500, 4_000].entries()) {
      link.refusal = new SessionError('internal');
      await vi.advanceTimersByTimeAsync(delay - 1);
      expect(link.log).toHaveLength(published + 1);
      expect(givenUp).toEqual([]);
      await vi.advanceTimersByTimeAsync(1);
      expect(link.log).toHaveLength(published + 2);
    }
    expect(givenUp).toEqual(['camera']);
    expect(sources(publisher)).toEqual([{ source: 'camera', paused: false }]);
    await publisher.set('camera', new FakeTrack('video'));
    expect(link.sent.has('camera')).toBe(true);
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it('later, closes what was sent', async () => {
    const publisher = new Publisher(() => undefined);
    const track = new FakeTrack('video');
    publisher.attach(new FakeLink());
    await publisher.set('screen', track);
    publisher.refused('screen');
    expect(sources(publisher)).toEqual([]);
    expect(track.readyState).toBe('ended');
  });
});

it('leaves at once: every track stops', async () => {
  const publisher = new Publisher(() => undefined);
  const tracks = [new FakeTrack('audio'), new FakeTrack('video')] as const;
  publisher.attach(new FakeLink());
  await publisher.set('microphone', tracks[0]);
  await publisher.set('camera', tracks[1]);
  publisher.stop();
  expect(tracks.map(({ readyState }) => readyState)).toEqual(['ended', 'ended']);
  expect(sources(publisher)).toEqual([]);
});

it('joining muted leaves the microphone to the devices, who unmute it, and stops a screen', async () => {
  const publisher = new Publisher(() => undefined);
  const microphone = new FakeTrack('audio');
  const screen = new FakeTrack('video');
  publisher.replaceAll([{ source: 'microphone', track: microphone, paused: true }]);
  await publisher.set('screen', screen);
  publisher.replaceAll([]);
  await rest();
  expect(sources(publisher)).toEqual([]);
  expect(microphone.readyState).toBe('live');
  expect(screen.readyState).toBe('ended');
});

it('joining with fewer tracks than before wants no others', async () => {
  const publisher = new Publisher(() => undefined);
  const microphone = new FakeTrack('audio');
  publisher.replaceAll([
    { source: 'microphone', track: microphone, paused: false },
    { source: 'camera', track: new FakeTrack('video'), paused: false },
  ]);
  publisher.replaceAll([{ source: 'microphone', track: microphone, paused: true }]);
  await rest();
  expect(sources(publisher)).toEqual([{ source: 'microphone', paused: true }]);
  expect(microphone.readyState).toBe('live');
});
