/** Short sounds that say what happens without a look at the page. Made here: nothing is fetched for them. */
import { rememberedSwitch } from '../session/remembered.js';

export type Cue = 'joined' | 'left' | 'hand' | 'mention';

/** Whether there are any; remembered by this browser. */
export const cuesSwitch = rememberedSwitch('cues', true);

/** Hertz, one after the other. */
const NOTES: Record<Cue, readonly number[]> = {
  joined: [587, 880],
  left: [880, 587],
  hand: [784, 988, 784],
  mention: [988, 1319],
};
/** Of one note, in seconds. */
const LENGTH = 0.11;
const LOUDNESS = 0.05;

/**
 * How long after somebody came they are heard to, in milliseconds: beginning to play takes the browser long, and until
 * their picture is there it has the most to do.
 */
const AFTER_COMING = 1_500;
/** How late a sound may be, and when after it nothing is played any more. Milliseconds. */
const PATIENCE = 1_000;
const REST = 2_000;

let context: AudioContext | null = null;
let resting: ReturnType<typeof setTimeout> | undefined;

/** Plays it, where the person wants sounds and the browser lets the page make any. */
export function playCue(cue: Cue): void {
  if (cue === 'joined') setTimeout(() => play(cue), AFTER_COMING);
  else play(cue);
}

function play(cue: Cue): void {
  if (!cuesSwitch.get() || !('AudioContext' in globalThis)) return;
  const audio = (context ??= new AudioContext());
  const asked = performance.now();
  audio
    .resume()
    .then(() => {
      // The browser may have waited for a click: by now it is no news.
      if (performance.now() - asked > PATIENCE) return;
      for (const [index, frequency] of NOTES[cue].entries()) note(audio, frequency, index * LENGTH);
      // A context that runs costs the machine something all the time.
      clearTimeout(resting);
      resting = setTimeout(() => void audio.suspend().catch(() => undefined), REST);
    })
    .catch(() => undefined);
}

function note(audio: AudioContext, frequency: number, after: number): void {
  const start = audio.currentTime + after;
  const oscillator = audio.createOscillator();
  const gain = audio.createGain();
  oscillator.frequency.value = frequency;
  gain.gain.setValueAtTime(0, start);
  gain.gain.linearRampToValueAtTime(LOUDNESS, start + 0.02);
  gain.gain.linearRampToValueAtTime(0, start + LENGTH);
  oscillator.connect(gain).connect(audio.destination);
  oscillator.start(start);
  oscillator.stop(start + LENGTH);
}
