import type { Captions } from '../rooms/captions.js';
import type { Gestures } from '../rooms/gestures.js';
import type { Handlers } from './bind.js';
import { seatOf } from './page.js';

type GestureMessages = Extract<keyof Handlers, `hand:${string}` | 'reaction:send' | 'caption:say'>;

/** Raised hands, reactions, and what is said, written down. */
export function gestureHandlers(gestures: Gestures, captions: Captions): Pick<Handlers, GestureMessages> {
  return {
    async 'hand:raise'(socket, request) {
      await gestures.raise(seatOf(socket), request);
      return {};
    },
    async 'hand:lower'(socket, request) {
      await gestures.lower(seatOf(socket), request);
      return {};
    },
    'reaction:send'(socket, request) {
      gestures.react(seatOf(socket), request);
      return {};
    },
    'caption:say'(socket, request) {
      captions.say(seatOf(socket), request);
      return {};
    },
  };
}
