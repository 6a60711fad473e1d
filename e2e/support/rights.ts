import type { Restrictions } from '@hangouts/protocol';

/** Nothing is taken. */
export const NO_RESTRICTIONS: Restrictions = { microphone: false, camera: false, screen: false, chat: false };
