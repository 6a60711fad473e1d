import { randomUUID } from 'node:crypto';
import { mkdir, rename, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a camera captures where nothing else is said; the portrait is drawn for this height. */
const VGA = { width: 640, height: 480 };
const FRAMES_PER_SECOND = 15;
const SAMPLES_PER_SECOND = 48_000;
const SECONDS = 2;

/** How somebody looks and sounds in front of a fake camera and microphone, unlike anybody else. */
export interface Looks {
  /** Hue of the picture, in degrees. */
  hue: number;
  /** The tone of the microphone, in Hz. */
  tone: number;
  /** Whether the tone goes on without a pause, which noise suppression takes away. */
  steady?: boolean;
  /** A file that the camera shows, in place of the portrait of this hue. */
  camera?: string;
  /** What the camera captures, in pixels; 640 by 480 where left out. */
  size?: Size;
  /** Nobody is there: a wall of small light and dark squares. */
  empty?: boolean;
}

interface Size {
  width: number;
  height: number;
}

/** The files that Chromium's fake devices read. */
export interface MediaFiles {
  camera: string;
  microphone: string;
}

/** Makes the files of a camera and a microphone, or finds those made before. */
export async function mediaFiles(looks: Looks): Promise<MediaFiles> {
  const folder = join(tmpdir(), 'hangouts-e2e-media-2');
  await mkdir(folder, { recursive: true });
  const size = looks.size ?? VGA;
  const { tone, steady = false, empty = false } = looks;
  const drawn = join(folder, `camera-${looks.hue}-${size.width}x${size.height}${empty ? '-empty' : ''}.y4m`);
  const microphone = join(folder, `microphone-${tone}${steady ? '-steady' : ''}.wav`);
  await Promise.all([
    looks.camera === undefined ? keep(drawn, () => cameraFile(looks.hue, size, empty)) : null,
    keep(microphone, () => microphoneFile(tone, steady)),
  ]);
  return { camera: looks.camera ?? drawn, microphone };
}

/** Writes a file that is not there yet, whole or not at all. */
async function keep(path: string, make: () => Uint8Array): Promise<void> {
  const there = await stat(path).then(
    () => true,
    () => false,
  );
  if (there) return;
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, make());
  await rename(draft, path);
}

type Colour = [y: number, cb: number, cr: number];

/** Somebody who sways in front of a wall, or the wall alone, in shades of one hue; as YUV4MPEG2, 4:2:0. */
function cameraFile(hue: number, size: Size, empty: boolean): Uint8Array {
  const parts: Uint8Array[] = [
    Buffer.from(`YUV4MPEG2 W${size.width} H${size.height} F${FRAMES_PER_SECOND}:1 Ip A1:1 C420jpeg\n`),
  ];
  const frames = FRAMES_PER_SECOND * SECONDS;
  for (let frame = 0; frame < frames; frame += 1) {
    const sway = Math.sin((2 * Math.PI * frame) / frames);
    const at = empty ? squares(hue, sway) : portrait(hue, sway, size);
    const plane = (scale: number, index: 0 | 1 | 2) => {
      const width = size.width / scale;
      return Uint8Array.from(
        { length: (width * size.height) / scale },
        (_, place) => at((place % width) * scale, Math.floor(place / width) * scale)[index],
      );
    };
    parts.push(Buffer.from('FRAME\n'), plane(1, 0), plane(2, 1), plane(2, 2));
  }
  return Buffer.concat(parts);
}

/** Squares of 16 pixels, light and dark; the wall is never quite still. */
function squares(hue: number, sway: number): (x: number, y: number) => Colour {
  const [light, dark] = [colour(hue, 0.75 + sway * 0.05), colour(hue, 0.2)];
  return (x, y) => (((x >> 4) + (y >> 4)) % 2 === 0 ? light : dark);
}

/** The colour at each place of the picture, with the person in its middle, or to the left (-1) or the right (1). */
function portrait(hue: number, sway: number, size: Size): (x: number, y: number) => Colour {
  const wall = Array.from({ length: VGA.height }, (_, y) => colour(hue, 0.62 - (0.3 * y) / VGA.height));
  const [shirt, neck, skin, hair, dark] = [0.2, 0.66, 0.76, 0.13, 0.1].map((light) => colour(hue, light));
  const x0 = VGA.width / 2 + sway * 70;
  const shapes = [
    { colour: shirt, x: x0 - sway * 20, y: 500, width: 190, height: 170 },
    { colour: neck, x: x0, y: 345, width: 42, height: 60 },
    { colour: hair, x: x0, y: 205, width: 104, height: 122 },
    { colour: skin, x: x0, y: 235, width: 86, height: 108 },
    { colour: dark, x: x0 - 32, y: 220, width: 8, height: 10 },
    { colour: dark, x: x0 + 32, y: 220, width: 8, height: 10 },
    { colour: dark, x: x0, y: 285, width: 28, height: 6 },
  ].toReversed();
  const zoom = VGA.height / size.height;
  return (column, row) => {
    const x = (column - size.width / 2) * zoom + VGA.width / 2;
    const y = Math.floor(row * zoom);
    const shape = shapes.find((one) => ((x - one.x) / one.width) ** 2 + ((y - one.y) / one.height) ** 2 < 1);
    return shape?.colour ?? wall[y] ?? [0, 128, 128];
  };
}

/** A hue at a lightness, not quite saturated, as Y, Cb and Cr (ITU-R BT.601, full range). */
function colour(hue: number, lightness: number): Colour {
  const strength = 0.7 * Math.min(lightness, 1 - lightness);
  const channel = (offset: number) => {
    const k = (offset + hue / 30) % 12;
    return 255 * (lightness - strength * Math.max(-1, Math.min(k - 3, 9 - k, 1)));
  };
  const [r, g, b] = [channel(0), channel(8), channel(4)];
  return [
    0.299 * r + 0.587 * g + 0.114 * b,
    128 - 0.1687 * r - 0.3313 * g + 0.5 * b,
    128 + 0.5 * r - 0.4187 * g - 0.0813 * b,
  ];
}

/**
 * A tone that comes and goes four times a second, 16 bits PCM: a steady one is noise to the browser's
 * noise suppression, and is taken away.
 */
function microphoneFile(tone: number, steady: boolean): Uint8Array {
  const samples = SAMPLES_PER_SECOND * SECONDS;
  const file = Buffer.alloc(44 + samples * 2);
  file.write('RIFF', 0);
  file.writeUInt32LE(36 + samples * 2, 4);
  file.write('WAVEfmt ', 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(SAMPLES_PER_SECOND, 24);
  file.writeUInt32LE(SAMPLES_PER_SECOND * 2, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36);
  file.writeUInt32LE(samples * 2, 40);
  for (let index = 0; index < samples; index += 1) {
    const seconds = index / SAMPLES_PER_SECOND;
    const loudness = steady ? 1 : Math.sin(2 * Math.PI * 2 * seconds) ** 2;
    const value = Math.sin(2 * Math.PI * tone * seconds) * loudness * 0.4;
    file.writeInt16LE(Math.round(value * 32_767), 44 + index * 2);
  }
  return file;
}
