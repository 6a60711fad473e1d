/** How one looks at the call: what was chosen, and what follows from who is there and who speaks. No React in here. */
import type { ParticipantId } from '@hangouts/protocol';
import { followLanguage } from '../language/language.js';
import { browserStorage, type MemoryStore } from '../session/memory.js';
import { changeable } from '../session/readable.js';
import type { Readable, Session } from '../session/session.js';
import { sameList } from '../ui/useReadable.js';
import type { Choice, Mode } from './arrange.js';
import type { Corner } from './corner.js';
import { bringIntoSight, followOrder, swapped, type Sight } from './order.js';
import { rememberView } from './viewMemory.js';
import { chooseSpeaker, hear, NO_VOICES, untilSettled, type Voices } from './voices.js';

/** At most one person a second changes places: the eye follows one. Milliseconds. */
const REST = 1_000;

export interface View {
  readonly state: Readable<Choice>;
  setMode(mode: Mode): void;
  /** Pins a picture by its key, or no longer. */
  pin(key: string, pinned: boolean): void;
  setCorner(corner: Corner): void;
  setPage(page: number): void;
  /** Told by the stage: who is in sight, so that who speaks elsewhere can be brought there. */
  setSight(sight: Sight): void;
  /** Begins to follow the room; gives the way to stop. */
  follow(): () => void;
}

/** What the view of a call is made from. */
export interface ViewOptions {
  /** Where the layout is remembered; null for a view that is gone with its window. */
  storage?: MemoryStore | null;
  /** The choices of another view, to begin with. */
  from?: Choice;
}

const NOBODY: Sight = { shown: [], hidden: [] };

/** The view of a call, as this browser last had it. */
export function createView(
  session: Pick<Session, 'state'>,
  { storage = browserStorage(), from }: ViewOptions = {},
): View {
  const memory = rememberView(storage);
  const first: Choice = {
    mode: memory.mode(),
    pins: [],
    order: [],
    speaker: null,
    spotlight: null,
    corner: memory.corner(),
    page: 0,
  };
  const state = changeable<Choice>(from ? { ...from, page: 0 } : first);
  let voices: Voices = NO_VOICES;
  let sight = NOBODY;
  let lastMove = -Infinity;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const change = (part: Partial<Choice>) => state.set({ ...state.get(), ...part });

  /** Whoever came, went or spoke: the order and the large picture follow. */
  const look = () => {
    clearTimeout(timer);
    const now = Date.now();
    const { participants, you, speaking, spotlight } = session.state.get();
    const others = participants.flatMap(({ id }) => (id === you ? [] : [id]));
    voices = hear(voices, speaking, others, now);
    const before = state.get();
    let order = followOrder(before.order, others);
    const speaker = chooseSpeaker(before.speaker, order, voices, now);
    let { hidden } = sight;
    const last = before.speaker;
    if (before.mode === 'speaker' && speaker !== null && last !== null && !isIn(sight, last)) {
      // Who was large stands where the new one stood: nobody else in the strip moves.
      order = swapped(order, last, speaker);
      hidden = hidden.filter((id) => id !== speaker);
    }
    let again = untilSettled(voices, now);
    if (hidden.length > 0) {
      const better = bringIntoSight(order, { shown: sight.shown, hidden }, voices, now);
      const rest = lastMove + REST - now;
      if (better !== order && rest > 0) {
        again = Math.min(again ?? rest, rest);
      } else if (better !== order) {
        order = better;
        lastMove = now;
      }
    }
    const same = speaker === before.speaker && spotlight === before.spotlight && order === before.order;
    if (!same) change({ speaker, spotlight, order });
    if (again !== null) timer = setTimeout(look, again);
  };

  return {
    state,
    setMode(mode) {
      memory.keepMode(mode);
      change({ mode, page: 0 });
    },
    pin(key, pinned) {
      const { pins } = state.get();
      if (pins.includes(key) === pinned) return;
      change({ pins: pinned ? [...pins, key] : pins.filter((one) => one !== key) });
    },
    setCorner(corner) {
      if (corner === state.get().corner) return;
      memory.keepCorner(corner);
      change({ corner });
    },
    setPage(page) {
      if (page !== state.get().page) change({ page });
    },
    setSight(next) {
      if (sameList(sight.shown, next.shown) && sameList(sight.hidden, next.hidden)) return;
      sight = next;
      look();
    },
    follow() {
      look();
      let last = session.state.get();
      const stop = session.state.subscribe(() => {
        const next = session.state.get();
        const same =
          next.participants === last.participants &&
          next.speaking === last.speaking &&
          next.spotlight === last.spotlight;
        last = next;
        if (!same) look();
      });
      // Where lines end is another side then.
      const stopMoving = followLanguage(() => change({ corner: memory.corner() }));
      return () => {
        clearTimeout(timer);
        stopMoving();
        stop();
      };
    },
  };
}

function isIn({ shown, hidden }: Sight, id: ParticipantId): boolean {
  return shown.includes(id) || hidden.includes(id);
}
