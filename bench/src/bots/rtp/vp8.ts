/** The VP8 payload descriptor (RFC 7741 section 4.2): what has to be known to replay a packet at another time. */

export interface Vp8Descriptor {
  /** Where the picture id stands, two bytes with the highest bit set; null where there is none of that length. */
  pictureIdAt: number | null;
  /** Where TL0PICIDX stands, the running number of the frames of the lowest temporal layer. */
  tl0PictureAt: number | null;
  temporalLayer: number;
  /** Whether this is the first packet of a key frame. */
  startsKeyFrame: boolean;
}

const EXTENDED = 0x80;
const START_OF_PARTITION = 0x10;
const PARTITION = 0x07;
const HAS_PICTURE_ID = 0x80;
const HAS_TL0 = 0x40;
const HAS_TEMPORAL = 0x20;
const HAS_KEY_INDEX = 0x10;
const LONG_PICTURE_ID = 0x80;
/** Of the payload header's first byte (section 4.3): set in frames that are not key frames. */
const INTER_FRAME = 0x01;

/** Reads the descriptor at the beginning of a payload. What is not there counts as zero. */
export function readVp8(payload: Buffer): Vp8Descriptor {
  const byte = (index: number) => payload[index] ?? 0;
  const first = byte(0);
  let at = 1;
  let pictureIdAt: number | null = null;
  let tl0PictureAt: number | null = null;
  let temporalLayer = 0;
  if ((first & EXTENDED) !== 0) {
    const flags = byte(at);
    at += 1;
    if ((flags & HAS_PICTURE_ID) !== 0) {
      const isLong = (byte(at) & LONG_PICTURE_ID) !== 0;
      if (isLong) pictureIdAt = at;
      at += isLong ? 2 : 1;
    }
    if ((flags & HAS_TL0) !== 0) {
      tl0PictureAt = at;
      at += 1;
    }
    if ((flags & (HAS_TEMPORAL | HAS_KEY_INDEX)) !== 0) {
      temporalLayer = (flags & HAS_TEMPORAL) === 0 ? 0 : byte(at) >> 6;
      at += 1;
    }
  }
  const isFirst = (first & START_OF_PARTITION) !== 0 && (first & PARTITION) === 0;
  return {
    pictureIdAt,
    tl0PictureAt,
    temporalLayer,
    startsKeyFrame: isFirst && at < payload.length && (byte(at) & INTER_FRAME) === 0,
  };
}

/** A copy of a payload with the running numbers of the stream that it becomes a part of. */
export function renumbered(
  payload: Buffer,
  { pictureIdAt, tl0PictureAt }: Vp8Descriptor,
  numbers: { picture: number; tl0Picture: number },
): Buffer {
  const copy = Buffer.from(payload);
  if (pictureIdAt !== null) copy.writeUInt16BE(0x8000 | (numbers.picture & 0x7fff), pictureIdAt);
  if (tl0PictureAt !== null) copy[tl0PictureAt] = numbers.tl0Picture & 0xff;
  return copy;
}
