/** Short sounds that say what happens without a look at the page. Made here: nothing is fetched for them. */
import { rememberedSwitch } from '../session/remembered.js';

export type Cue = 'joined' | 'left' | 'hand';

/** Whether there are any; remembered by this browser. */
export const cuesSwitch = rememberedSwitch('cues', true);

/** Hertz, one after the other. */
const NOTES: Record<Cue, readonly number[]> = {
  joined: [587, 880],
  left: [880, 587],
  hand: [784, 988, 784],
};
/** Of one note, in seconds. */
const LENGTH = 0.11;
const LOUDNESS = 0.05;

let context: AudioContext | null = null;

/** Plays it, where the person wants sounds and the browser lets the page make any. */
export function playCue(cue: Cue): void {
  if (!cuesSwitch.get() || !('AudioContext' in globalThis)) return;
  context ??= new AudioContext();
  // Not before a click; then it stays silent, and nothing waits for it.
  if (context.state === 'suspended') context.resume().catch(() => undefined);
  if (context.state !== 'running') return;
  for (const [index, frequency] of NOTES[cue].entries()) note(context, frequency, index * LENGTH);
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
