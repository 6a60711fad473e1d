import type { Looks } from './media-files.js';

/** How the people of the stories look and sound: hues far apart, tones that are no multiples of each other. */
export const ANA: Looks = { hue: 0, tone: 500 };
export const BEN: Looks = { hue: 120, tone: 700 };
export const CEM: Looks = { hue: 230, tone: 900 };
/** In Firefox, whose fake camera is of no one hue. */
export const FAY = { hue: null, tone: 1_100 } as const;
