/** Which codec a picture is sent in. Pure: what this browser can do and the others receive in, a choice out. */

export const VIDEO_MIME_TYPES = ['video/VP8', 'video/VP9', 'video/H264', 'video/AV1'] as const;
export type VideoMimeType = (typeof VIDEO_MIME_TYPES)[number];

/** What this machine encodes in hardware, in all the layers that we send. */
export interface EncoderAbilities {
  cameras: ReadonlySet<VideoMimeType>;
  screens: ReadonlySet<VideoMimeType>;
}

/** For a browser that does not tell. */
export const NO_ABILITIES: EncoderAbilities = { cameras: new Set(), screens: new Set() };

// Easiest on the processor first. Every browser has the first two (RFC 7742), but for those built without H.264.
const IN_SOFTWARE: readonly VideoMimeType[] = ['video/VP8', 'video/H264', 'video/VP9', 'video/AV1'];
// Best picture for its bits first. Not AV1: the media server does not pass on the header by which browsers tell its
// spatial layers apart (the dependency descriptor), so that all would get the largest.
const CAMERA_IN_HARDWARE: readonly VideoMimeType[] = ['video/VP9', 'video/H264'];
// A screen goes out in one size, and moves little: VP9 is worth it in software too, for sharp text.
const SCREEN: readonly VideoMimeType[] = ['video/VP9', ...IN_SOFTWARE];

/** `usable` holds the codecs that this browser sends and everybody in the room receives. Null: there is none. */
export function cameraCodec(
  usable: ReadonlySet<VideoMimeType>,
  { cameras }: EncoderAbilities,
): VideoMimeType | null {
  const inHardware = CAMERA_IN_HARDWARE.find((codec) => usable.has(codec) && cameras.has(codec));
  return inHardware ?? IN_SOFTWARE.find((codec) => usable.has(codec)) ?? null;
}

/** As `cameraCodec`. */
export function screenCodec(
  usable: ReadonlySet<VideoMimeType>,
  { screens }: EncoderAbilities,
): VideoMimeType | null {
  if (usable.has('video/AV1') && screens.has('video/AV1')) return 'video/AV1';
  return SCREEN.find((codec) => usable.has(codec)) ?? null;
}

/** Whether the layers of a codec are one stream (SVC) and not streams of their own (simulcast). */
export function isScalable(codec: VideoMimeType): boolean {
  return codec === 'video/VP9' || codec === 'video/AV1';
}
