/** What the own microphone and camera do to the call. */
import { newest, own, type Facts, type Finding } from './finding.js';
import type { OwnSample } from './sample.js';

/** Samples without any sound before a microphone counts as silent, if it was never heard; and if it was. */
const NEVER_HEARD = 5;
const HEARD_BEFORE = 30;
/** Not even the noise of a quiet room: that is above 0.00003, the least that 16 bits can say. */
const NO_SOUND = 0.00001;
/** Samples without frames before a camera counts as standing still. */
const NO_FRAMES = 3;

/** What is found of the own devices. */
export function deviceFindings(facts: Facts): Finding[] {
  return [...microphone(facts), ...camera(facts)];
}

function microphone(facts: Facts): Finding[] {
  const now = ownOf(facts, 'microphone').at(-1);
  if (now === undefined || now.paused) return [];
  if (now.muted) {
    return [own('microphone-muted', 'bad')];
  }
  if (!isSilent(facts)) return [];
  return [own('microphone-silent', 'bad')];
}

/** Whether the microphone, unmuted all the while, has given nothing at all. */
function isSilent(facts: Facts): boolean {
  const levels = ownOf(facts, 'microphone').flatMap(({ paused, level }) =>
    paused || level === null ? [] : level,
  );
  const heard = levels.some((level) => level > NO_SOUND);
  const silent = levels.length - 1 - levels.findLastIndex((level) => level > NO_SOUND);
  return silent >= (heard ? HEARD_BEFORE : NEVER_HEARD);
}

function camera(facts: Facts): Finding[] {
  const all = ownOf(facts, 'camera');
  const now = all.at(-1);
  if (now === undefined || now.paused) return [];
  if (now.muted) {
    return [own('camera-muted', 'bad')];
  }
  const recent = all.slice(-NO_FRAMES);
  const stands =
    recent.length === NO_FRAMES && recent.every(({ captured }) => captured !== null && captured < 1);
  if (!stands) return [];
  return [own('camera-frozen', 'bad')];
}

/** A source of one's own through the samples, oldest first. */
function ownOf(facts: Facts, source: OwnSample['source']): OwnSample[] {
  return newest(facts, facts.samples.length).flatMap(
    ({ own: tracks }) => tracks.find((track) => track.source === source) ?? [],
  );
}
