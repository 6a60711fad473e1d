import { randomUUID } from 'node:crypto';
import { ParticipantId } from '@hangouts/protocol';
import { describe, expect, it } from 'vitest';
import { videoLayers } from './layer-policy.js';
import { type SteeredConsumer, type ViewerDeps, ViewerLayers } from './viewer-layers.js';

const HD = { width: 1280, height: 720 };
const encodings = [4, 2, 1].map((scale, index) => ({
  rid: `r${index}`,
  scaleResolutionDownBy: scale,
  scalabilityMode: 'L1T3',
}));

function view(started = true, pictures = 1) {
  const asked: string[] = [];
  const ask = (what: string) => {
    asked.push(what);
    return Promise.resolve();
  };
  const consumer: SteeredConsumer = {
    id: 'consumer',
    paused: !started,
    pause: () => ask('pause'),
    resume: () => ask('resume'),
    setPreferredLayers: ({ spatialLayer, temporalLayer }) => ask(`layers ${spatialLayer} ${temporalLayer}`),
    setPriority: (priority) => ask(`priority ${priority}`),
  };
  const ana = ParticipantId.parse(randomUUID());
  const layers = videoLayers('camera', { encodings }, HD);
  const track = { participant: ana, source: 'camera' as const, layers, withheld: false, paused: false };
  const told: string[] = [];
  const deps: ViewerDeps = {
    pictures: () => pictures,
    saved: (saved) => told.push(`saved ${saved.length}`),
    rewanted: () => undefined,
    limit: (bitrate) => told.push(`limit ${bitrate}`),
  };
  const viewer = new ViewerLayers(deps);
  const first = viewer.firstLayers(track);
  viewer.add(consumer, track, first, started);
  const look = (width: number, height: number) =>
    viewer.look([{ participant: ana, source: 'camera', width, height }]);
  /** What was asked of the worker since the last time. */
  const news = () => asked.splice(0);
  return { viewer, track, ana, first, look, news, told, consumer };
}

describe('a consumer that runs', () => {
  it('is left alone until the page says what it shows', () => {
    const { viewer, track, ana, news } = view();
    viewer.setSpeaker(ana);
    expect(news()).toEqual([]);
    expect(viewer.wants(track)).toBe(3);
  });

  it.each([
    [1, 2],
    [9, 1],
    [25, 0],
  ])('begins, among %i pictures, in layer %i', (pictures, spatialLayer) => {
    const { viewer, track, first, news } = view(true, pictures);
    expect(first).toEqual({ spatialLayer, temporalLayer: 2 });
    expect(viewer.wants(track)).toBe(spatialLayer + 1);
    expect(news()).toEqual([]);
  });

  it('gets its layers before it runs again, so that the key frame is of the right one', () => {
    const { viewer, look, news } = view();
    viewer.look([]);
    expect(news()).toEqual(['pause']);
    look(320, 180);
    expect(news()).toEqual(['layers 0 2', 'priority 2', 'resume']);
  });

  it('is asked for nothing that it does already', () => {
    const { look, news } = view();
    look(640, 360);
    news();
    look(640, 360);
    look(600, 340);
    expect(news()).toEqual([]);
    look(1280, 720);
    expect(news()).toEqual(['layers 2 2']);
  });

  it('comes first while its sender speaks', () => {
    const { viewer, ana, look, news } = view();
    look(640, 360);
    news();
    viewer.setSpeaker(ana);
    expect(news()).toEqual(['priority 4']);
    viewer.setSpeaker(null);
    expect(news()).toEqual(['priority 2']);
  });
});

describe('a consumer that waits for its page', () => {
  it('runs once the page has it', async () => {
    const { viewer, news } = view(false);
    await viewer.start(['consumer', 'unknown']);
    expect(news()).toEqual(['resume']);
  });

  it('goes on waiting while nobody looks', async () => {
    const { viewer, look, news } = view(false);
    viewer.look([]);
    await viewer.start(['consumer']);
    expect(news()).toEqual([]);
    look(1280, 720);
    expect(news()).toEqual(['priority 2', 'resume']);
  });

  it('does not run before the page has it, however large its tile', () => {
    const { look, news } = view(false);
    look(1280, 720);
    expect(news()).toEqual(['priority 2']);
  });
});

describe('sound', () => {
  it('does not depend on what is looked at', () => {
    const { viewer, track, news } = view();
    viewer.delete('consumer');
    const sound = { ...track, source: 'microphone' as const, layers: null };
    viewer.look([]);
    expect(viewer.firstLayers(sound)).toBeNull();
    expect(viewer.wants(sound)).toBe(0);
    expect(news()).toEqual([]);
  });

  it('runs while it is not withheld, and once the page has it', async () => {
    const { viewer, track, news } = view(false);
    track.withheld = true;
    expect(viewer.withheldChanged(track)).toBe(0);
    await viewer.start(['consumer']);
    expect(news()).toEqual([]);
    track.withheld = false;
    expect([viewer.withheldChanged(track), viewer.withheldChanged(track)]).toEqual([1, 0]);
    expect(news()).toEqual(['resume']);
    track.withheld = true;
    expect(viewer.withheldChanged(track)).toBe(1);
    expect(news()).toEqual(['pause']);
  });
});

it('gives the pictures of which there is news', () => {
  const { viewer, ana, look } = view();
  const key = `${ana}/camera`;
  expect(look(320, 180)).toBeNull();
  expect(look(320, 180)).toEqual(new Set());
  expect(look(640, 180)).toEqual(new Set([key]));
  expect(viewer.look([])).toEqual(new Set([key]));
  expect(look(320, 180)).toEqual(new Set([key]));
});

describe('a budget', () => {
  it('lowers what runs at once, limits the line, and is taken away again', () => {
    const { viewer, track, look, news, told } = view();
    look(1280, 720);
    news();
    viewer.setBudget(300_000);
    expect(news()).toEqual(['layers 0 2']);
    expect(told).toEqual(['saved 0', 'limit 300000']);
    expect(viewer.wants(track)).toBe(1);
    viewer.setBudget(null);
    expect(news()).toEqual(['layers 2 2']);
    expect(told.slice(2)).toEqual(['limit null']);
    expect(viewer.wants(track)).toBe(3);
  });

  it('pays for sound first, and says which pictures it does not pay for', () => {
    const { viewer, track, look, news, told, consumer } = view();
    look(1280, 720);
    viewer.setBudget(300_000);
    news();
    viewer.add({ ...consumer, id: 'voice' }, { ...track, source: 'microphone', layers: null }, null, true);
    expect(told.at(-1)).toBe('limit 255000');
    const ben = ParticipantId.parse(randomUUID());
    viewer.add({ ...consumer, id: 'other' }, { ...track, participant: ben }, null, true);
    viewer.look([
      { participant: track.participant, source: 'camera', width: 1280, height: 720 },
      { participant: ben, source: 'camera', width: 640, height: 360 },
    ]);
    expect(told).toContain('saved 1');
    expect(news()).toContain('pause');
    viewer.setSpeaker(ben);
    expect(news()).toContain('resume');
  });
});

describe('a track whose stream has begun', () => {
  it('is weighed anew by another wish and the same again', () => {
    const { viewer, track, look, news } = view();
    viewer.reweigh(track);
    expect(news()).toEqual(['layers 2 1', 'layers 2 2']);
    look(320, 180);
    news();
    viewer.reweigh(track);
    expect(news()).toEqual(['layers 0 1', 'layers 0 2']);
  });

  it('is left alone where it does not run, or is another', () => {
    const { viewer, track, news } = view();
    viewer.reweigh({ ...track });
    viewer.look([]);
    news();
    viewer.reweigh(track);
    expect(news()).toEqual([]);
  });
});
