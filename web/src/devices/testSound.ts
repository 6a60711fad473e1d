/** The sound by which speakers are tried: made here, nothing is fetched for it. Pure. */

/** Samples a second. */
const RATE = 24_000;
/** Hertz: a chord that rises and stays. */
const NOTES = [392, 523.25, 659.25, 783.99];
/** From one note to the next, and how long the last one rings, in seconds. */
const STEP = 0.22;
const RING = 1.1;
const LOUDNESS = 0.22;

export interface Sound {
  /** One channel, -1 to 1. */
  samples: Float32Array;
  /** Samples a second. */
  rate: number;
}

/** Four soft notes, about two seconds. */
export function testSound(): Sound {
  const samples = new Float32Array(Math.round((NOTES.length * STEP + RING) * RATE));
  for (const [index, frequency] of NOTES.entries()) {
    const start = Math.round(index * STEP * RATE);
    for (let at = start; at < samples.length; at += 1) {
      const time = (at - start) / RATE;
      const turn = 2 * Math.PI * frequency * time;
      // Struck softly, and a little of the octave in it, as a bell has.
      const shape = Math.min(time / 0.012, 1) * Math.exp(-4.2 * time);
      samples[at] = (samples[at] ?? 0) + LOUDNESS * shape * (Math.sin(turn) + 0.25 * Math.sin(2 * turn));
    }
  }
  return { samples, rate: RATE };
}

/** A sound as a file: RIFF WAVE, 16 bit, one channel. */
export function waveFile({ samples, rate }: Sound): Blob {
  const view = new DataView(new ArrayBuffer(44 + samples.length * 2));
  const word = (at: number, text: string) => {
    for (let index = 0; index < text.length; index += 1) view.setUint8(at + index, text.charCodeAt(index));
  };
  word(0, 'RIFF');
  view.setUint32(4, 36 + samples.length * 2, true);
  word(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, rate * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  word(36, 'data');
  view.setUint32(40, samples.length * 2, true);
  for (const [index, sample] of samples.entries()) {
    view.setInt16(44 + index * 2, Math.round(Math.max(-1, Math.min(1, sample)) * 32_767), true);
  }
  return new Blob([view.buffer], { type: 'audio/wav' });
}
