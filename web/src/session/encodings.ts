/** How tracks are encoded. Pure: sizes and capabilities in, numbers out. */
import type { Source } from '@hangouts/protocol';
import { isScalable, type VideoMimeType } from './codecs.js';

export interface Size {
  /** Pixels. */
  width: number;
  height: number;
}

/** One simulcast layer, as RTCRtpEncodingParameters has it. Bits and frames per second. */
/** Whether a source has pictures; the others are sounds. */
export function isPicture(source: Source): source is 'camera' | 'screen' {
  return source === 'camera' || source === 'screen';
}

export interface Encoding {
  scaleResolutionDownBy?: number;
  maxBitrate: number;
  maxFramerate?: number;
  scalabilityMode?: string;
}

export interface VideoEncoding {
  /** Smallest first; one where the layers are one stream. */
  encodings: Encoding[];
  /** Where the bandwidth estimate begins, in kilobits per second. */
  startBitrate: number;
}

export interface OpusOptions {
  opusDtx: boolean;
  opusFec: boolean;
  opusStereo: boolean;
  /** Bits per second. */
  opusMaxAverageBitrate: number;
}

// libwebrtc allows as many layers as the captured area has room for and sends no frame in the rest.
const AREA_FOR_THREE = 960 * 540;
const AREA_FOR_TWO = 480 * 270;

/** How many times the pixels of another still count as the same size: layers are chosen by it. */
const ALIKE = 1.6;

const HD_AREA = 1280 * 720;
/** What a camera is taken for that does not say. */
const UNKNOWN_AREA = 640 * 480;
const HD_BITRATE = 1_700_000;
const FULL_HD_AREA = 1920 * 1080;
const SCREEN_FRAMERATE = 15;

/** The bitrate that a camera picture of this many pixels deserves: less than in proportion to its area. */
function cameraBitrate(area: number): number {
  const bitrate = HD_BITRATE * Math.pow(area / HD_AREA, 0.75);
  return Math.round(Math.min(Math.max(bitrate, 80_000), 4_000_000) / 10_000) * 10_000;
}

/** How many layers a camera's picture of this size has. */
function cameraLayers(size: Size | null): number {
  const area = areaOf(size);
  return area >= AREA_FOR_THREE ? 3 : area >= AREA_FOR_TWO ? 2 : 1;
}

/** Whether a camera's picture of another size is to be offered anew: its layers and bitrates would not fit it. */
export function needsOtherLayers(before: Size | null, after: Size | null): boolean {
  if (cameraLayers(before) !== cameraLayers(after)) return true;
  const [one, other] = [areaOf(before), areaOf(after)];
  return one > 0 && other > 0 && Math.max(one / other, other / one) > ALIKE;
}

function areaOf(size: Size | null): number {
  return size === null ? 0 : size.width * size.height;
}

/**
 * The camera's encodings from the size that is really captured: streams of their own in VP8 and H.264 (simulcast),
 * layers of one in VP9 and AV1 (SVC). An unknown size gets one layer. Two temporal layers of a stream: the media server
 * begins with the lowest alone, which of three is a quarter of the frames.
 */
export function cameraEncoding(size: Size | null, codec: VideoMimeType): VideoEncoding {
  const area = areaOf(size);
  const layers = cameraLayers(size);
  const startBitrate = 1_000;
  if (isScalable(codec)) {
    // The media server can choose among spatial layers of VP9 only.
    const scalabilityMode = layers > 1 && codec === 'video/VP9' ? `L${layers}T3_KEY` : 'L1T3';
    return {
      encodings: [{ maxBitrate: cameraBitrate(area === 0 ? UNKNOWN_AREA : area), scalabilityMode }],
      startBitrate,
    };
  }
  const encodings = Array.from({ length: layers }, (_, layer): Encoding => {
    const scale = 2 ** (layers - 1 - layer);
    const full = area === 0 ? UNKNOWN_AREA : area;
    return {
      scaleResolutionDownBy: scale,
      maxBitrate: cameraBitrate(full / scale ** 2),
      scalabilityMode: 'L1T2',
    };
  });
  return { encodings, startBitrate };
}

/**
 * A screen: one sharp layer at a low rate. Browsers send no screen at all in several spatial layers of VP9 ("flexible
 * mode is required").
 */
export function screenEncoding(size: Size | null, codec: VideoMimeType): VideoEncoding {
  const area = size === null ? FULL_HD_AREA : areaOf(size);
  const share = Math.min(Math.max(area / FULL_HD_AREA, 0.4), 2);
  // VP8 and H.264 need about half as much again for the same sharpness.
  const bitrate = Math.round((isScalable(codec) ? 2_500 : 3_750) * share) * 1_000;
  const scalabilityMode = isScalable(codec) ? 'L1T3' : 'L1T2';
  return {
    encodings: [{ maxBitrate: bitrate, maxFramerate: SCREEN_FRAMERATE, scalabilityMode }],
    startBitrate: 1_500,
  };
}

/** What goes to the one viewer of a link. */
export interface DirectTrack {
  /** What is captured. */
  size: Size | null;
  /** Whether this browser sends VP9. */
  vp9: boolean;
  /** What its track says of itself (`contentHint`). */
  hint: string;
  /** How much of a camera's sides is sent: more than nothing, 1 is all. */
  share: number;
}

/** One encoding for a link with one viewer at its end. */
export function directEncoding(source: Source, { size, vp9, hint, share }: DirectTrack): Encoding {
  switch (source) {
    case 'camera': {
      const sent = size && { width: size.width * share, height: size.height * share };
      const { maxBitrate } = cameraEncoding(sent, 'video/VP8').encodings.at(-1) ?? { maxBitrate: HD_BITRATE };
      return { maxBitrate, scaleResolutionDownBy: 1 / share };
    }
    case 'screen': {
      const { encodings } = screenEncoding(size, vp9 ? 'video/VP9' : 'video/VP8');
      const { maxBitrate = HD_BITRATE, maxFramerate } = encodings.at(-1) ?? {};
      return { maxBitrate, maxFramerate: maxFramerate ?? SCREEN_FRAMERATE };
    }
    case 'microphone':
    case 'screen-audio':
      return { maxBitrate: opusOptions(source, hint).opusMaxAverageBitrate };
  }
}

/**
 * Opus for a voice, or for music and the sound of a screen, which may be music: stereo, and silence is sent too.
 * A microphone sends music where its track says so (`contentHint`).
 */
export function opusOptions(source: 'microphone' | 'screen-audio', hint = ''): OpusOptions {
  return source === 'microphone' && hint !== 'music'
    ? { opusDtx: true, opusFec: true, opusStereo: false, opusMaxAverageBitrate: 32_000 }
    : { opusDtx: false, opusFec: true, opusStereo: true, opusMaxAverageBitrate: 128_000 };
}

/** The size that is really captured, or null where the browser does not say. */
export function sizeOf(track: MediaStreamTrack): Size | null {
  const { width, height } = track.getSettings();
  return width === undefined || height === undefined || width === 0 || height === 0
    ? null
    : { width, height };
}

/** What the encoder should favour (mst-content-hint), where nobody said otherwise. */
export function contentHint(source: Source): '' | 'motion' | 'detail' | 'music' {
  switch (source) {
    case 'camera':
      return 'motion';
    case 'screen':
      return 'detail';
    case 'microphone':
      return '';
    case 'screen-audio':
      return 'music';
  }
}
