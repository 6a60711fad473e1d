/** Tells a person from what is behind them, with a small network (MediaPipe's selfie model) in TensorFlow Lite. */
import createTfLite from '@twilio/video-processors/dist/build/tflite-simd-1-0-0.js';
import wasm from '@twilio/video-processors/dist/build/tflite-simd-1-0-0.wasm?url';
import model from '@twilio/video-processors/dist/build/selfie_segmentation_landscape.tflite?url';

/** The size of the pictures in which the model looks for people, in pixels. */
export const SIGHT = { width: 256, height: 144 } as const;

export interface Segmenter {
  /** How sure it is of a person at each place of a picture of that size (RGBA), 0 to 1. Valid until the next call. */
  find(pixels: Uint8ClampedArray): Float32Array;
}

/** Fetches program and model, 0.9 MB together, compressed. Throws where that or running them fails. */
export async function loadSegmenter(): Promise<Segmenter> {
  const [wasmBinary, weights] = await Promise.all([fetched(wasm), fetched(model)]);
  const lite = await createTfLite({ wasmBinary, print: quiet, printErr: quiet });
  const {
    _getModelBufferMemoryOffset: modelOffset,
    _loadModel: loadModel,
    _getInputWidth: inputWidth,
    _getInputHeight: inputHeight,
    _getInputMemoryOffset: inputOffset,
    _getOutputMemoryOffset: outputOffset,
    _runInference: infer,
  } = lite;
  lite.HEAPU8.set(new Uint8Array(weights), modelOffset());
  const refused = loadModel(weights.byteLength) !== 0;
  if (refused || inputWidth() !== SIGHT.width || inputHeight() !== SIGHT.height) {
    throw new Error('the model does not fit');
  }
  const count = SIGHT.width * SIGHT.height;
  return {
    find(pixels) {
      const input = inputOffset() / Float32Array.BYTES_PER_ELEMENT;
      const memory = lite.HEAPF32;
      for (let index = 0; index < count; index += 1) {
        const [to, from] = [input + index * 3, index * 4];
        memory[to] = (pixels[from] ?? 0) / 255;
        memory[to + 1] = (pixels[from + 1] ?? 0) / 255;
        memory[to + 2] = (pixels[from + 2] ?? 0) / 255;
      }
      if (infer() !== 0) throw new Error('the model does not run');
      const output = outputOffset() / Float32Array.BYTES_PER_ELEMENT;
      return lite.HEAPF32.subarray(output, output + count);
    },
  };
}

/** It says what it does; nobody listens, and what fails says so by itself. */
function quiet(): void {}

async function fetched(url: string): Promise<ArrayBuffer> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.arrayBuffer();
}
