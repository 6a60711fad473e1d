import { writeFile } from 'node:fs/promises';
import type { ChromiumTab } from './chromium.js';

/** Colours of a drawn person and their room, as CSS writes them. */
export interface Painting {
  room: string;
  light: string;
  skin: string;
  shade: string;
  hair: string;
  shirt: string;
}

const SIZE = { width: 640, height: 480 };
const FRAMES_PER_SECOND = 15;
const SECONDS = 2;

/**
 * Writes what a camera sees of a drawn person who sways a little, as YUV4MPEG2, 4:2:0, for Chromium's
 * `--use-file-for-fake-video-capture`. For pictures that people look at; the portraits of `media-files.ts` are for
 * tests, which tell them by their hue.
 */
export async function paintCamera(tab: ChromiumTab, painting: Painting, path: string): Promise<void> {
  const { room, light, skin, shade, hair, shirt } = painting;
  const frame = (sway: number) => `
    <svg xmlns="http://www.w3.org/2000/svg" width="${SIZE.width}" height="${SIZE.height}" viewBox="0 0 160 120">
      <rect width="160" height="120" fill="${room}"/>
      <circle cx="122" cy="26" r="46" fill="${light}"/>
      <rect x="14" y="18" width="26" height="34" rx="3" fill="${light}"/>
      <g transform="translate(${2.5 * sway} ${Math.abs(sway)})">
        <path d="M22 136c2-38 24-48 58-48s56 10 58 48z" fill="${shirt}"/>
        <rect x="70" y="70" width="20" height="30" rx="10" fill="${shade}"/>
      </g>
      <g transform="translate(${5 * sway} 0) rotate(${2 * sway} 80 90)">
        <circle cx="80" cy="54" r="27" fill="${skin}"/>
        <path d="M52 55c-2-24 13-34 29-34 17 0 30 12 27 34-3-12-10-17-16-19-11 6-30 5-40 19z" fill="${hair}"/>
        <circle cx="71" cy="55" r="2.3" fill="${hair}"/>
        <circle cx="90" cy="55" r="2.3" fill="${hair}"/>
        <path d="M71 66c4.5 6 13.500 6 18 0" fill="none" stroke="${hair}" stroke-width="2.6" stroke-linecap="round"/>
      </g>
    </svg>`;
  const count = FRAMES_PER_SECOND * SECONDS;
  const drawings = Array.from({ length: count }, (_, index) =>
    frame(Math.sin((2 * Math.PI * index) / count)),
  );
  const parts: Uint8Array[] = [
    Buffer.from(`YUV4MPEG2 W${SIZE.width} H${SIZE.height} F${FRAMES_PER_SECOND}:1 Ip A1:1 C420jpeg\n`),
  ];
  for (const drawing of drawings) {
    const pixels = await tab.page.evaluate(
      async ({ svg, width, height }) => {
        const image = new Image();
        image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
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
      { svg: drawing, ...SIZE },
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
