/** TensorFlow Lite with the one program of the package, as far as it is used here. Offsets in bytes. */
declare module '@twilio/video-processors/dist/build/tflite-simd-1-0-0.js' {
  export interface TfLite {
    /** Views of its memory; others once that has grown. */
    readonly HEAPU8: Uint8Array;
    readonly HEAPF32: Float32Array;
    _getModelBufferMemoryOffset(): number;
    /** Takes the model that was put there; gives 0 where it can. */
    _loadModel(bytes: number): number;
    _getInputMemoryOffset(): number;
    _getInputWidth(): number;
    _getInputHeight(): number;
    _getOutputMemoryOffset(): number;
    /** Gives 0 where it could. */
    _runInference(): number;
  }
  export default function create(options: {
    wasmBinary: ArrayBuffer;
    print(text: string): void;
    printErr(text: string): void;
  }): Promise<TfLite>;
}
