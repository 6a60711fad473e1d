/** How loud a microphone is. */
import { changeable } from '../session/readable.js';
import type { Readable } from '../session/session.js';

export interface Meter {
  /** 0 (silence) to 1 (as loud as it gets), about 20 times a second. */
  readonly level: Readable<number>;
  /** Whether it measures at all: not before the first gesture in some browsers, and not without a sound card. */
  readonly works: boolean;
  start(): void;
  stop(): void;
}

/** Milliseconds between two looks. */
const INTERVAL = 50;
/** Below this there is only noise. Decibels of full scale. */
const FLOOR = -60;
const GESTURES = ['pointerdown', 'keydown'] as const;

// Browsers allow few of them at a time, so all meters share one; it sleeps while nobody measures.
let context: AudioContext | null = null;
let running = 0;

/** A meter for a track, not yet started. A track that is disabled is silent. */
export function createMeter(track: MediaStreamTrack): Meter {
  const level = changeable(0);
  let stop: (() => void) | null = null;
  return {
    level,
    get works() {
      return stop !== null && context?.state === 'running';
    },
    start() {
      stop ??= measure(track, (value) => level.set(value));
    },
    stop() {
      stop?.();
      stop = null;
      level.set(0);
    },
  };
}

/** The loudness of samples in -1..1 on a scale where what a person hears as even steps is even. */
export function loudness(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  const decibels = 10 * Math.log10(sum / Math.max(samples.length, 1));
  return Math.min(Math.max(1 - decibels / FLOOR, 0), 1);
}

function measure(track: MediaStreamTrack, report: (level: number) => void): () => void {
  if (typeof AudioContext === 'undefined') return () => undefined;
  const shared = (context ??= new AudioContext());
  running += 1;
  wake(shared);
  const source = shared.createMediaStreamSource(new MediaStream([track]));
  const analyser = shared.createAnalyser();
  analyser.fftSize = 1024;
  source.connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    report(loudness(samples));
  }, INTERVAL);
  return () => {
    clearInterval(timer);
    source.disconnect();
    running -= 1;
    if (running === 0) void shared.suspend();
  };
}

/** Starts the context; where the browser wants a gesture first, at the first gesture. */
function wake(shared: AudioContext): void {
  const resume = () => {
    void shared.resume();
    for (const gesture of GESTURES) removeEventListener(gesture, resume, true);
  };
  // Without leave the promise stays open and the state suspended: the listeners then do it.
  if (shared.state === 'suspended') for (const gesture of GESTURES) addEventListener(gesture, resume, true);
  void shared.resume();
}
