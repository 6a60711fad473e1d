/** Which layers of a picture go to whom. Pure: tiles and encodings in, layers out. */
import type { PictureSize, RtpParameters } from '@hangouts/protocol';

export type PictureSource = 'camera' | 'screen';

/** The layers that a publisher sends of one picture. */
export interface VideoLayers {
  source: PictureSource;
  /** By how much each spatial layer is scaled down, smallest picture first; the largest is most often 1. */
  scales: readonly number[];
  /** What each of them may take at most, with those below it where they are one stream; in bits per second. */
  rates: readonly number[];
  /** How many temporal layers each of them has. */
  temporal: number;
  /** Whether they are streams of their own (simulcast), which the publisher can switch off one by one. */
  separate: boolean;
  /** What is captured, in pixels. */
  size: PictureSize;
}

/** What of a picture goes to one viewer. */
export interface LayerDecision {
  paused: boolean;
  /** The highest that is worth sending; the worker goes below it where the line is too narrow. */
  spatialLayer: number;
  temporalLayer: number;
  /** How many layers this picture gains in each round in which the worker hands out the line, 1 to 255. */
  priority: number;
}

// What a page most likely captures that does not say: libwebrtc has room for three layers from 960 by 540 on.
const LARGE: PictureSize = { width: 1280, height: 720 };
const SMALL: PictureSize = { width: 640, height: 480 };

// A picture with half the sides takes a third of the bits.
const LARGE_RATE = 1_700_000;
const RATE_OF_SIDE = 1.5;

/** A layer is enlarged by up to a third before the next one, four times its pixels, is sent in its place. */
const SHARP_ENOUGH = 0.75;
/** Physical pixels of a tile in which half the frames do. */
const THUMBNAIL = 160 * 120;

const PRIORITY = { thumbnail: 1, camera: 2, speaker: 4, screen: 6 };

/** Of a page that has not said what it shows: how large its window is taken to be, in physical pixels. */
const LIKELY_WINDOW: PictureSize = { width: 1920, height: 1080 };

/** Reads the layers out of what a publisher announced. `size` is null where it did not say. */
export function videoLayers(
  source: PictureSource,
  { encodings = [] }: Pick<RtpParameters, 'encodings'>,
  size: PictureSize | null,
): VideoLayers {
  const [, spatial, temporal] = /^[LS](\d)T(\d)/.exec(encodings[0]?.scalabilityMode ?? '') ?? [];
  const separate = encodings.length > 1;
  const count = separate ? encodings.length : Number(spatial ?? 1);
  const scales = Array.from(
    { length: count },
    (_, layer) =>
      (separate ? encodings[layer]?.scaleResolutionDownBy : undefined) ?? 2 ** (count - 1 - layer),
  );
  const likely = source === 'screen' || count > 2 ? LARGE : SMALL;
  const captured = size ?? likely;
  const rates = scales.map((scale, layer) => {
    const said = encodings[separate ? layer : 0]?.maxBitrate;
    if (separate && said !== undefined) return said;
    const all = said ?? likelyRate(captured);
    return Math.round(all / scale ** RATE_OF_SIDE);
  });
  return { source, scales, rates, temporal: Number(temporal ?? 1), separate, size: captured };
}

/** What a picture of this size takes, of a page that does not say. */
function likelyRate({ width, height }: PictureSize): number {
  return LARGE_RATE * Math.sqrt((width * height) / (LARGE.width * LARGE.height)) ** RATE_OF_SIDE;
}

/** What goes to a viewer in whose page the picture has a tile of this size (physical pixels), or none in sight. */
export function decideLayers(
  layers: VideoLayers,
  tile: PictureSize | null,
  speaking: boolean,
): LayerDecision {
  if (tile === null) return { paused: true, spatialLayer: 0, temporalLayer: 0, priority: 1 };
  const { source, scales, temporal } = layers;
  const enough = neededShare(layers, tile) * SHARP_ENOUGH;
  const smallest = scales.findIndex((scale) => 1 / scale >= enough);
  const isThumbnail = source === 'camera' && !speaking && tile.width * tile.height < THUMBNAIL;
  return {
    paused: false,
    spatialLayer: smallest < 0 ? scales.length - 1 : smallest,
    temporalLayer: Math.max(0, temporal - (isThumbnail ? 2 : 1)),
    priority:
      PRIORITY[source === 'screen' ? 'screen' : speaking ? 'speaker' : isThumbnail ? 'thumbnail' : 'camera'],
  };
}

/** The tile that each of so many pictures most likely has in a page that has not said what it shows yet. */
export function likelyTile(pictures: number): PictureSize {
  const columns = Math.ceil(Math.sqrt(Math.max(1, pictures)));
  return {
    width: Math.floor(LIKELY_WINDOW.width / columns),
    height: Math.floor(LIKELY_WINDOW.height / columns),
  };
}

/** How much of the captured size fills the tile: a camera covers it and is cut, a screen stands whole within it. */
function neededShare({ source, size }: VideoLayers, tile: PictureSize): number {
  const [wide, high] = [tile.width / size.width, tile.height / size.height];
  return source === 'camera' ? Math.max(wide, high) : Math.min(wide, high);
}

/** How many layers a viewer wants. */
export function wantedLayers({ paused, spatialLayer }: LayerDecision): number {
  return paused ? 0 : spatialLayer + 1;
}

/**
 * How many of its layers a publisher is to send where `wanted` is the most that any viewer wants. Layers that are one
 * stream (SVC) are all sent or none.
 */
export function layersToSend({ separate, scales }: VideoLayers, wanted: number): number {
  if (wanted === 0) return 0;
  return separate ? Math.min(wanted, scales.length) : scales.length;
}
