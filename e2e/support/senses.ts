/** What a person sees and hears of a page. These functions run in the page: each stands by itself. */

export interface Sight {
  /** Whether new frames came while it was looked at. */
  frames: number;
  /** Whether the picture changed while it was looked at. */
  moved: boolean;
  /** The brightest channel of the picture on average, 0 to 255: near 0 is a black picture. */
  light: number;
  /** Hue of the picture on average, in degrees. */
  hue: number;
  width: number;
  height: number;
}

/** What is on the stage, for the message of a story that fails. */
export function describe(): string {
  const main = document.querySelector('main');
  const tiles = [...document.querySelectorAll<HTMLElement>('[data-participant][data-source]')].map((tile) => {
    const video = tile.querySelector('video');
    const source = video?.srcObject;
    const track = source instanceof MediaStream ? source.getVideoTracks()[0] : undefined;
    const picture =
      video === null
        ? 'no picture'
        : `${video.videoWidth}×${video.videoHeight}, ${video.paused ? 'paused' : 'playing'}, track ${track?.readyState} ${track?.muted ? 'without' : 'with'} data`;
    return `${tile.dataset['name']} (${tile.dataset['source']}): ${picture}`;
  });
  const words = document.body.innerText.replaceAll(/\s+/g, ' ').slice(0, 600);
  return [`connection ${main?.dataset['connection']}`, ...tiles, words].join('\n');
}

export interface TileQuery {
  name: string;
  source: 'camera' | 'screen';
}

/** Looks at the picture in somebody's tile for up to a second. Null where there is no tile or no picture in it. */
export async function look({ name, source }: TileQuery): Promise<Sight | null> {
  const tiles = [...document.querySelectorAll<HTMLElement>('[data-participant]')];
  const tile = tiles.find(({ dataset }) => dataset.name === name && dataset.source === source);
  const video = tile?.querySelector('video');
  if (!video || video.videoWidth === 0) return null;
  const canvas = document.createElement('canvas');
  canvas.width = 32;
  canvas.height = 24;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) return null;
  const pixels = () => {
    context.drawImage(video, 0, 0, 32, 24);
    return context.getImageData(0, 0, 32, 24).data;
  };
  const first = pixels();
  let frames = 0;
  await new Promise<void>((resolve) => {
    const limit = setTimeout(resolve, 1_000);
    const count = () => {
      frames += 1;
      if (frames < 5) {
        video.requestVideoFrameCallback(count);
        return;
      }
      clearTimeout(limit);
      resolve();
    };
    video.requestVideoFrameCallback(count);
  });
  const last = pixels();
  const means = [0, 1, 2].map((channel) => {
    let sum = 0;
    for (let at = channel; at < last.length; at += 4) sum += last[at] ?? 0;
    return sum / (last.length / 4);
  });
  const [red = 0, green = 0, blue = 0] = means;
  const light = Math.max(red, green, blue);
  const range = light - Math.min(red, green, blue);
  let turn = 0;
  if (range > 0 && light === red) turn = ((green - blue) / range + 6) % 6;
  else if (range > 0 && light === green) turn = (blue - red) / range + 2;
  else if (range > 0) turn = (red - green) / range + 4;
  let difference = 0;
  for (let at = 0; at < last.length; at += 1) difference += Math.abs((last[at] ?? 0) - (first[at] ?? 0));
  return {
    frames,
    moved: difference / last.length > 0.2,
    light,
    hue: turn * 60,
    width: video.videoWidth,
    height: video.videoHeight,
  };
}

/**
 * Listens for half a second to everything that the page plays, and gives the loudness of each of `tones` (Hz):
 * its amplitude, where 1 is full scale. Recorded and decoded, because a Firefox without a sound card gives no
 * running AudioContext.
 */
export async function listen(tones: readonly number[]): Promise<number[]> {
  const RATE = 48_000;
  const playing = [...document.querySelectorAll<HTMLMediaElement>('audio, video')].filter(
    (element) => !element.paused && !element.muted && element.volume > 0,
  );
  const tracks = playing.flatMap(({ srcObject }) =>
    srcObject instanceof MediaStream
      ? srcObject.getAudioTracks().filter((track) => track.readyState === 'live')
      : [],
  );
  const recordings = await Promise.all(
    tracks.map(async (track) => {
      const recorder = new MediaRecorder(new MediaStream([track]));
      const parts: Blob[] = [];
      recorder.ondataavailable = ({ data }) => void parts.push(data);
      const stopped = new Promise((resolve) => {
        recorder.onstop = resolve;
      });
      recorder.start();
      setTimeout(() => recorder.stop(), 600);
      await stopped;
      return new Blob(parts).arrayBuffer();
    }),
  );
  const sums = tones.map(() => 0);
  for (const recording of recordings) {
    const sound = await new OfflineAudioContext(1, RATE, RATE).decodeAudioData(recording).catch(() => null);
    const samples = sound?.getChannelData(0) ?? new Float32Array(0);
    for (const [index, tone] of tones.entries()) {
      let real = 0;
      let imaginary = 0;
      for (let at = 0; at < samples.length; at += 1) {
        const sample = samples[at] ?? 0;
        real += sample * Math.cos((2 * Math.PI * tone * at) / RATE);
        imaginary += sample * Math.sin((2 * Math.PI * tone * at) / RATE);
      }
      const amplitude = samples.length === 0 ? 0 : (2 * Math.hypot(real, imaginary)) / samples.length;
      sums[index] = Math.max(sums[index] ?? 0, amplitude);
    }
  }
  return sums;
}

type Watching = typeof globalThis & { hangoutsFrames?: Map<string, number[]> };

/** Begins to note when frames come in somebody's tile, whichever video element shows them. */
export function watchFrames(name: string): void {
  const page: Watching = globalThis;
  page.hangoutsFrames ??= new Map();
  const times = [performance.now()];
  page.hangoutsFrames.set(name, times);
  const watched = new WeakSet<HTMLVideoElement>();
  const findVideo = () => {
    const tiles = [...document.querySelectorAll<HTMLElement>('[data-source=camera]')];
    const video = tiles.find(({ dataset }) => dataset['name'] === name)?.querySelector('video');
    if (!video || watched.has(video)) return;
    watched.add(video);
    const note = () => {
      times.push(performance.now());
      video.requestVideoFrameCallback(note);
    };
    video.requestVideoFrameCallback(note);
  };
  findVideo();
  setInterval(findVideo, 20);
}

/** The longest time without a frame since `watchFrames`, in milliseconds. */
export function longestGap(name: string): number {
  const page: Watching = globalThis;
  const times = page.hangoutsFrames?.get(name) ?? [];
  const gaps = times.map((time, index) => time - (times[index - 1] ?? time));
  return Math.round(Math.max(0, ...gaps));
}

/** How long ago the newest frame came, in milliseconds; nothing has come for that long since `watchFrames`. */
export function sinceLastFrame(name: string): number {
  const page: Watching = globalThis;
  return performance.now() - (page.hangoutsFrames?.get(name)?.at(-1) ?? performance.now());
}
