/** What is behind somebody, as others see it. These functions run in the page: each stands by itself. */

export interface Scenery {
  /** How far light and dark are apart, 0 to 128: a wall of squares has much of it, a blurred one little. */
  contrast: number;
  /** How much bluer than red the upper and the lower edge are, -255 to 255. */
  blueAbove: number;
  blueBelow: number;
}

/** Looks at the picture in somebody's tile, or at one's own in the lobby where the name is null. */
export function scenery(name: string | null): Scenery | null {
  const tiles = [...document.querySelectorAll<HTMLElement>('[data-participant][data-source=camera]')];
  const place = name === null ? document : tiles.find(({ dataset }) => dataset['name'] === name);
  const video = place?.querySelector('video');
  if (!video || video.videoWidth === 0) return null;
  const [width, height] = [160, 120];
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [width, height];
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) return null;
  context.drawImage(video, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  let [sum, squares] = [0, 0];
  const edges = [0, 0];
  const EDGE = 8;
  for (let at = 0; at < data.length; at += 4) {
    const [red = 0, green = 0, blue = 0] = [data[at], data[at + 1], data[at + 2]];
    const light = (red + green + blue) / 3;
    sum += light;
    squares += light * light;
    const row = Math.floor(at / 4 / width);
    if (row < EDGE) edges[0] = (edges[0] ?? 0) + blue - red;
    if (row >= height - EDGE) edges[1] = (edges[1] ?? 0) + blue - red;
  }
  const count = width * height;
  const [above = 0, below = 0] = edges;
  return {
    contrast: Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2)),
    blueAbove: above / (EDGE * width),
    blueBelow: below / (EDGE * width),
  };
}

type Watching = typeof globalThis & { hangoutsMostContrast?: number };

/**
 * From here on keeps the most contrast of every picture of somebody that comes, from the first on. Given to the page
 * before its own code: it finds pictures by the way in which they are drawn.
 */
export function keepMostContrast(name: string): void {
  const page: Watching = globalThis;
  page.hangoutsMostContrast = 0;
  const watched = new WeakSet<HTMLVideoElement>();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [160, 120];
  const context = canvas.getContext('2d', { willReadFrequently: true });
  const find = () => {
    const tiles = [...document.querySelectorAll<HTMLElement>('[data-participant][data-source=camera]')];
    const video = tiles.find(({ dataset }) => dataset['name'] === name)?.querySelector('video');
    if (!video || context === null || watched.has(video)) return;
    watched.add(video);
    const note = () => {
      context.drawImage(video, 0, 0, 160, 120);
      const { data } = context.getImageData(0, 0, 160, 120);
      let [sum, squares] = [0, 0];
      for (let at = 0; at < data.length; at += 4) {
        const light = ((data[at] ?? 0) + (data[at + 1] ?? 0) + (data[at + 2] ?? 0)) / 3;
        sum += light;
        squares += light * light;
      }
      const count = data.length / 4;
      const contrast = Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2));
      page.hangoutsMostContrast = Math.max(page.hangoutsMostContrast ?? 0, contrast);
      video.requestVideoFrameCallback(note);
    };
    video.requestVideoFrameCallback(note);
  };
  setInterval(find, 20);
}

/** The most contrast of any picture that came since `keepMostContrast`. */
export function mostContrast(): number {
  const page: Watching = globalThis;
  return page.hangoutsMostContrast ?? 0;
}
