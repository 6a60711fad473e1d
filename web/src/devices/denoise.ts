/** Takes the noise out of a voice with RNNoise, in an audio worklet. Loaded when it is chosen, and not before. */
import { loadRnnoise, RnnoiseWorkletNode } from '@sapphi-red/web-noise-suppressor';
import wasm from '@sapphi-red/web-noise-suppressor/rnnoise.wasm?url';
import wasmSimd from '@sapphi-red/web-noise-suppressor/rnnoise_simd.wasm?url';
import { default as worklet } from '@sapphi-red/web-noise-suppressor/rnnoiseWorklet.js?url';
import { standIn } from './standIn.js';

/** What RNNoise was trained with. */
const SAMPLE_RATE = 48_000;
/** How long a browser may hold a context back until somebody has clicked, in milliseconds. */
const START_PATIENCE = 1_000;

/**
 * The voice of a microphone's track without noise, as a track that stands for it: stopping it stops the microphone,
 * and it ends when the microphone does. Throws where this browser cannot do it now; the track is then as it was.
 */
export async function denoise(raw: MediaStreamTrack): Promise<MediaStreamTrack> {
  const { context, source } = open(new MediaStream([raw]));
  try {
    const [wasmBinary] = await Promise.all([
      loadRnnoise({ url: wasm, simdUrl: wasmSimd }),
      context.audioWorklet.addModule(worklet),
      started(context),
    ]);
    // The worklet says nothing of a program that it cannot run, and gives silence: so it is looked at here.
    await WebAssembly.compile(wasmBinary.slice(0));
    const denoiser = new RnnoiseWorkletNode(context, { maxChannels: 1, wasmBinary });
    denoiser.channelCount = 1;
    denoiser.channelCountMode = 'explicit';
    const destination = context.createMediaStreamDestination();
    source.connect(denoiser).connect(destination);
    const [track] = destination.stream.getAudioTracks();
    if (track === undefined) throw new TypeError('a destination without a track');
    return standIn(track, raw, () => {
      denoiser.destroy();
      void context.close();
    });
  } catch (error) {
    void context.close();
    throw error;
  }
}

/** A context of 48 kHz; where the browser takes no microphone of another rate into it (Firefox), of its own rate. */
function open(stream: MediaStream): { context: AudioContext; source: MediaStreamAudioSourceNode } {
  const wanted = new AudioContext({ sampleRate: SAMPLE_RATE });
  try {
    return { context: wanted, source: wanted.createMediaStreamSource(stream) };
  } catch {
    void wanted.close();
  }
  const own = new AudioContext();
  return { context: own, source: own.createMediaStreamSource(stream) };
}

async function started(context: AudioContext): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    setTimeout(() => reject(new DOMException('held back', 'NotAllowedError')), START_PATIENCE);
    context.resume().then(resolve, reject);
  });
}
