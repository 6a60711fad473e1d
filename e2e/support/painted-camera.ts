import { writeFile } from 'node:fs/promises';
import type { ChromiumTab } from './chromium.js';

const SIZE = { width: 640, height: 480 };
const FRAMES_PER_SECOND = 15;
const SECONDS = 2;

/**
 * Writes what a camera sees of somebody on the first page's picture who sways a little, as YUV4MPEG2, 4:2:0, for
 * Chromium's `--use-file-for-fake-video-capture`; `which` counts the people there from 0. For pictures that people look
 * at; the portraits of `media-files.ts` are for tests, which tell them by their hue.
 */
export async function paintCamera(
  tab: ChromiumTab,
  home: string,
  which: number,
  path: string,
): Promise<void> {
  await tab.open(home);
  const person = tab.page.locator('main [aria-hidden=true] svg[viewBox="0 0 160 120"]').nth(which);
  const drawn = await person.evaluate((svg) => new XMLSerializer().serializeToString(svg));
  // The first page lets no script draw what it has not loaded itself.
  await tab.open('about:blank');
  const count = FRAMES_PER_SECOND * SECONDS;
  const parts: Uint8Array[] = [
    Buffer.from(`YUV4MPEG2 W${SIZE.width} H${SIZE.height} F${FRAMES_PER_SECOND}:1 Ip A1:1 C420jpeg\n`),
  ];
  for (let index = 0; index < count; index += 1) {
    const pixels = await tab.page.evaluate(
      async ({ svg, sway, width, height }) => {
        const drawing = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement;
        const [body, head] = drawing.querySelectorAll('g');
        body?.setAttribute('transform', `translate(${2.5 * sway} ${Math.abs(sway)})`);
        head?.setAttribute('transform', `translate(${5 * sway} 0) rotate(${2 * sway} 80 90)`);
        drawing.setAttribute('width', String(width));
        drawing.setAttribute('height', String(height));
        const image = new Image();
        image.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(drawing))}`;
        await image.decode();
        const canvas = new OffscreenCanvas(width, height);
        const context = canvas.getContext('2d');
        if (context === null) throw new Error('nothing can be drawn');
        context.drawImage(image, 0, 0);
        const { data } = context.getImageData(0, 0, width, height);
        let binary = '';
        for (let at = 0; at < data.length; at += 0x8000) {
          binary += String.fromCharCode(...data.subarray(at, at + 0x8000));
        }
        return btoa(binary);
      },
      { svg: drawn, sway: Math.sin((2 * Math.PI * index) / count), ...SIZE },
    );
    parts.push(Buffer.from('FRAME\n'), yuv(Buffer.from(pixels, 'base64')));
  }
  await writeFile(path, Buffer.concat(parts));
}

/** RGBA to Y, Cb and Cr (ITU-R BT.601, full range), the colours at half the size each way. */
function yuv(rgba: Uint8Array): Uint8Array {
  const { width, height } = SIZE;
  const luma = width * height;
  const out = new Uint8Array(luma * 1.5);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 4;
      const [r = 0, g = 0, b = 0] = [rgba[at], rgba[at + 1], rgba[at + 2]];
      out[y * width + x] = 0.299 * r + 0.587 * g + 0.114 * b;
      if (y % 2 === 1 || x % 2 === 1) continue;
      const half = (y / 2) * (width / 2) + x / 2;
      out[luma + half] = 128 - 0.1687 * r - 0.3313 * g + 0.5 * b;
      out[luma * 1.25 + half] = 128 + 0.5 * r - 0.4187 * g - 0.0813 * b;
    }
  }
  return out;
}
