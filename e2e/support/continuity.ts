/** Whether what a page plays goes on without a break. These functions run in the page: each stands by itself. */

type Listening = typeof globalThis & {
  hangoutsSound?: {
    recorder: MediaRecorder;
    parts: Blob[];
    /** The most sounds of one microphone that played at once. */
    most: number;
    stop(): void;
  };
};

export interface Continuity {
  /** The longest time without the tone, in milliseconds. */
  gap: number;
  /** How long it was louder than one microphone makes it, in milliseconds. */
  doubled: number;
}

/**
 * Before the page runs: its microphone is left as it is. A tone that goes on and on is noise to the browser, and
 * would be taken away.
 */
export function keepSoundPlain(): void {
  const { mediaDevices } = navigator;
  const open = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = (constraints = {}) =>
    open({
      ...constraints,
      ...(constraints.audio && {
        audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
      }),
    });
}

/** Begins to record all that the page plays, in place of an earlier recording. */
export function watchSound(): void {
  const page: Listening = globalThis;
  page.hangoutsSound?.stop();
  const context = new AudioContext();
  const mix = context.createMediaStreamDestination();
  const playing = new Map<HTMLMediaElement, { stream: unknown; node: AudioNode }>();
  const recorder = new MediaRecorder(mix.stream, { audioBitsPerSecond: 96_000 });
  const sound: Listening['hangoutsSound'] = { recorder, parts: [], most: 0, stop: () => undefined };
  const follow = () => {
    const elements = [...document.querySelectorAll('audio')].filter(
      (element) => !element.paused && element.currentTime > 0 && element.srcObject !== null,
    );
    for (const [element, { stream, node }] of playing) {
      if (elements.includes(element as HTMLAudioElement) && element.srcObject === stream) continue;
      node.disconnect();
      playing.delete(element);
    }
    for (const element of elements) {
      const stream = element.srcObject;
      if (playing.has(element) || !(stream instanceof MediaStream)) continue;
      const node = context.createMediaStreamSource(stream);
      node.connect(mix);
      playing.set(element, { stream, node });
    }
    const voices = elements.map(({ dataset }) => `${dataset['participant']}/${dataset['source']}`);
    const counts = voices.map((voice) => voices.filter((other) => other === voice).length);
    sound.most = Math.max(sound.most, ...counts);
  };
  const observer = new MutationObserver(follow);
  observer.observe(document.body, { childList: true, subtree: true });
  for (const event of ['playing', 'pause', 'timeupdate', 'emptied']) {
    document.addEventListener(event, follow, { capture: true });
  }
  recorder.ondataavailable = ({ data }) => void sound.parts.push(data);
  sound.stop = () => {
    observer.disconnect();
    for (const event of ['playing', 'pause', 'timeupdate', 'emptied']) {
      document.removeEventListener(event, follow, { capture: true });
    }
    void context.close();
  };
  page.hangoutsSound = sound;
  follow();
  recorder.start();
}

/** Ends the recording, and gives for each of `tones` (Hz) how it went on; null where it was never heard. */
export async function soundSince(tones: readonly number[]): Promise<(Continuity | null)[]> {
  const page: Listening = globalThis;
  const sound = page.hangoutsSound;
  if (sound === undefined) throw new Error('nothing was recorded');
  const stopped = new Promise((resolve) => {
    sound.recorder.onstop = resolve;
  });
  sound.recorder.stop();
  await stopped;
  sound.stop();
  delete page.hangoutsSound;
  const RATE = 48_000;
  const HOP = RATE / 100;
  const WINDOW = 2 * HOP;
  const bytes = await new Blob(sound.parts).arrayBuffer();
  const samples = (await new OfflineAudioContext(1, RATE, RATE).decodeAudioData(bytes)).getChannelData(0);
  return tones.map((tone) => {
    const levels: number[] = [];
    for (let from = 0; from + WINDOW <= samples.length; from += HOP) {
      let real = 0;
      let imaginary = 0;
      for (let at = 0; at < WINDOW; at += 1) {
        const sample = samples[from + at] ?? 0;
        real += sample * Math.cos((2 * Math.PI * tone * at) / RATE);
        imaginary += sample * Math.sin((2 * Math.PI * tone * at) / RATE);
      }
      levels.push((2 * Math.hypot(real, imaginary)) / WINDOW);
    }
    const usual = levels.toSorted((a, b) => a - b)[Math.floor(levels.length / 2)] ?? 0;
    if (usual < 0.01) return null;
    let gap = 0;
    let silent = 0;
    let loud = 0;
    // The recording itself begins and ends in silence.
    for (const level of levels.slice(20, -20)) {
      silent = level < usual * 0.3 ? silent + 10 : 0;
      gap = Math.max(gap, silent);
      if (level > usual * 1.6) loud += 10;
    }
    return { gap, doubled: sound.most > 1 ? levels.length * 10 : loud };
  });
}
