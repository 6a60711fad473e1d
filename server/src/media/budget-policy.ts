/** What goes to somebody who wants to receive no more than so much. Pure. Rates in bits per second. */
import type { Source } from '@hangouts/protocol';
import type { LayerDecision, PictureSource, VideoLayers } from './layer-policy.js';

/** A picture that a page shows, and what would go to it if there were no budget. */
export interface Wish {
  layers: Pick<VideoLayers, 'rates'>;
  source: PictureSource;
  speaking: boolean;
  /** Physical pixels of its tile. */
  area: number;
  decision: LayerDecision;
}

// Opus as pages send it, with what its packets cost: a microphone at 32 kbit/s, the sound of a screen at 128.
const SOUND_RATES: Partial<Record<Source, number>> = { microphone: 45_000, 'screen-audio': 145_000 };

/** The media worker takes no smaller limit. */
const LEAST_FOR_PICTURES = 30_000;

/** What a budget leaves for pictures once these sounds go out. */
export function leftForPictures(budget: number, sounds: readonly Source[]): number {
  const sound = sounds.reduce((sum, source) => sum + (SOUND_RATES[source] ?? 0), 0);
  return Math.max(LEAST_FOR_PICTURES, budget - sound);
}

/**
 * The decisions within a budget, in the order of the wishes: first screens, then who speaks, then the largest tiles,
 * each as good as what is left allows. Rates are what publishers may send at most; what they do send is limited on
 * the worker, so the first one always goes, and the worker gives it the frames that fit.
 */
export function withinBudget(wishes: readonly Wish[], budget: number): LayerDecision[] {
  const decisions = wishes.map(({ decision }) => decision);
  const shown = [...wishes.entries()].filter(([, { decision }]) => !decision.paused);
  let left = budget;
  for (const [rank, [index, wish]] of shown
    .toSorted(([, a], [, b]) => order(a) - order(b) || b.area - a.area)
    .entries()) {
    const { decision, layers } = wish;
    const best = bestLayer(layers.rates, decision.spatialLayer, left);
    if (best < 0 && rank > 0) {
      decisions[index] = { ...decision, paused: true };
      continue;
    }
    const spatialLayer = Math.max(0, best);
    decisions[index] = { ...decision, spatialLayer };
    left -= layers.rates[spatialLayer] ?? 0;
  }
  return decisions;
}

/** The highest layer up to `most` that `left` pays for; -1 where it pays for none. */
function bestLayer(rates: readonly number[], most: number, left: number): number {
  return rates.findLastIndex((rate, layer) => layer <= most && rate <= left);
}

function order({ source, speaking }: Wish): number {
  return source === 'screen' ? 0 : speaking ? 1 : 2;
}
