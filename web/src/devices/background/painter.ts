/** Puts a person before something else, picture by picture, on a canvas of its own. */
import { blurBehind, scratchFor } from './blur.js';
import { settleMask } from './mask.js';
import { SIGHT, type Segmenter } from './segmenter.js';

/** What is shown behind the person: what is there, blurred by so many pixels of the small picture, or a picture. */
export type Behind = { blur: number } | { picture: ImageBitmap };

const COUNT = SIGHT.width * SIGHT.height;

export class Painter {
  /** Set once it is loaded; until then nobody is found, and all is hidden. */
  segmenter: Segmenter | null = null;
  /** Null until a picture is loaded: then nothing is shown. */
  behind: Behind | null = null;
  readonly canvas = new OffscreenCanvas(1, 1);
  readonly #out = context(this.canvas);
  readonly #sight = context(sized(), { willReadFrequently: true });
  readonly #person = context(sized());
  readonly #backdrop = context(sized());
  readonly #scratch = scratchFor(COUNT);
  readonly #memory = new Float32Array(COUNT);
  readonly #mask = new Float32Array(COUNT);
  readonly #alpha = new ImageData(SIGHT.width, SIGHT.height);
  readonly #blurred = new ImageData(SIGHT.width, SIGHT.height);

  /** Paints a picture, of that many pixels, onto the canvas. */
  paint(frame: VideoFrame | ImageBitmap, width: number, height: number): void {
    const { canvas } = this;
    if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height];
    this.#sight.drawImage(frame, 0, 0, SIGHT.width, SIGHT.height);
    const { data } = this.#sight.getImageData(0, 0, SIGHT.width, SIGHT.height);
    const mask = this.#find(data);
    const out = this.#out;
    out.clearRect(0, 0, width, height);
    if (mask !== null) {
      // First where the person is, then they there, then what is behind them.
      out.globalCompositeOperation = 'source-over';
      out.drawImage(this.#cutOut(mask), 0, 0, width, height);
      out.globalCompositeOperation = 'source-in';
      out.drawImage(frame, 0, 0, width, height);
    }
    out.globalCompositeOperation = 'destination-over';
    this.#drawBehind(data, mask);
    out.fillRect(0, 0, width, height);
  }

  #find(pixels: Uint8ClampedArray): Float32Array | null {
    if (this.segmenter === null) return null;
    settleMask(this.segmenter.find(pixels), this.#memory, this.#mask);
    return this.#mask;
  }

  #cutOut(mask: Float32Array): OffscreenCanvas {
    const { data } = this.#alpha;
    for (let index = 0; index < COUNT; index += 1) data[index * 4 + 3] = (mask[index] ?? 0) * 255;
    this.#person.putImageData(this.#alpha, 0, 0);
    return this.#person.canvas;
  }

  #drawBehind(pixels: Uint8ClampedArray, mask: Float32Array | null): void {
    const { behind, canvas } = this;
    if (behind === null) return;
    if ('picture' in behind) {
      this.#drawCovering(behind.picture);
      return;
    }
    const how = { ...SIGHT, radius: behind.blur };
    blurBehind(pixels, mask, how, this.#scratch, this.#blurred.data);
    this.#backdrop.putImageData(this.#blurred, 0, 0);
    this.#out.drawImage(this.#backdrop.canvas, 0, 0, canvas.width, canvas.height);
  }

  /** As large as it has to be, its middle in the middle. */
  #drawCovering(picture: ImageBitmap): void {
    const { width, height } = this.canvas;
    const scale = Math.max(width / picture.width, height / picture.height);
    const [wide, high] = [picture.width * scale, picture.height * scale];
    this.#out.drawImage(picture, (width - wide) / 2, (height - high) / 2, wide, high);
  }
}

function sized(): OffscreenCanvas {
  return new OffscreenCanvas(SIGHT.width, SIGHT.height);
}

function context(
  canvas: OffscreenCanvas,
  settings?: CanvasRenderingContext2DSettings,
): OffscreenCanvasRenderingContext2D {
  const made = canvas.getContext('2d', settings);
  if (made === null) throw new Error('this browser cannot draw in a worker');
  return made;
}
