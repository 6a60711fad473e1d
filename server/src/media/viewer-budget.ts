import type { ParticipantId, PictureRef, Source } from '@hangouts/protocol';
import { leftForPictures, withinBudget, type Wish } from './budget-policy.js';
import type { LayerDecision } from './layer-policy.js';

/** A wish of a viewer's, by the id of its consumer. */
export interface ViewerWish extends Wish {
  id: string;
  participant: ParticipantId;
}

export interface ViewerBudgetDeps {
  /** These can be seen on the page and are not sent, because the budget does not pay for them. */
  saved(pictures: PictureRef[]): void;
  /** The most that all pictures may take, in bits per second; null: as much as there is. */
  limit(bitrate: number | null): void;
}

/** What a budget does to a picture that can be seen. */
export type BudgetEffect = 'paused' | 'smaller';

/** The most that one viewer wants to receive, and what it is spent on. */
export class ViewerBudget {
  #budget: number | null = null;
  #plan: ReadonlyMap<string, LayerDecision> = new Map();
  #effects: ReadonlyMap<string, BudgetEffect> = new Map();
  /** What the page was told last; null: nothing yet. */
  #saved: string | null = null;

  constructor(private readonly deps: ViewerBudgetDeps) {}

  /** Whether there is a budget. */
  get stands(): boolean {
    return this.#budget !== null;
  }

  /** Takes a budget in bits per second, which is then to be spent, or none. */
  set(budget: number | null): void {
    const stood = this.stands;
    this.#budget = budget;
    if (!stood || budget !== null) return;
    this.#plan = new Map();
    this.#effects = new Map();
    this.#tell([]);
    this.#saved = null;
    this.deps.limit(null);
  }

  /** Spends it on what a viewer is to hear, and what is left on what they look at. Passed over without a budget. */
  spend(sounds: readonly Source[], wishes: readonly ViewerWish[]): void {
    if (this.#budget === null) return;
    const left = leftForPictures(this.#budget, sounds);
    const decisions = withinBudget(wishes, left);
    const plan = new Map<string, LayerDecision>();
    const effects = new Map<string, BudgetEffect>();
    const saved: PictureRef[] = [];
    for (const [index, { id, participant, source, decision }] of wishes.entries()) {
      const planned = decisions[index] ?? decision;
      plan.set(id, planned);
      if (decision.paused) continue;
      if (planned.paused) {
        effects.set(id, 'paused');
        saved.push({ participant, source });
      } else if (planned.spatialLayer < decision.spatialLayer) effects.set(id, 'smaller');
    }
    this.#plan = plan;
    this.#effects = effects;
    this.#tell(saved);
    this.deps.limit(left);
  }

  /** What became of a wish; undefined where none was spent on. */
  decisionOf(id: string): LayerDecision | undefined {
    return this.#plan.get(id);
  }

  /** What it does to a consumer, or null. */
  effectOn(id: string): BudgetEffect | null {
    return this.#effects.get(id) ?? null;
  }

  #tell(saved: PictureRef[]): void {
    const text = JSON.stringify(saved);
    if (text === this.#saved) return;
    this.#saved = text;
    this.deps.saved(saved);
  }
}
