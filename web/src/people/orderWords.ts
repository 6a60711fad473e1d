import type { OrderEntry } from '@hangouts/protocol';
import type { Words } from '../language/words.js';

const MADE = {
  host: 'people:didMake.host',
  cohost: 'people:didMake.cohost',
  speaker: 'people:didMake.speaker',
  audience: 'people:didMake.audience',
} as const;

const ENDED = {
  microphone: 'people:didEndSource.microphone',
  camera: 'people:didEndSource.camera',
  screen: 'people:didEndSource.screen',
  'screen-audio': 'people:didEndSource.screen',
} as const;

/** A line of the log of order as a sentence. */
export function orderWords(words: Words, { act, by, whom, role, source }: OrderEntry): string {
  const who = { by, whom: whom ?? '' };
  switch (act) {
    case 'removed':
      return words('people:didRemove', who);
    case 'role':
      return words(MADE[role ?? 'speaker'], who);
    case 'handed-over':
      return words('people:didHandOver', who);
    case 'restricted':
      return words('people:didRestrict', who);
    case 'ended-source':
      return words(ENDED[source ?? 'microphone'], who);
    case 'muted-all':
      return words('people:didMuteAll', who);
    case 'settings':
      return words('people:didConfigure', who);
    case 'reported':
      return words('people:didReport', who);
  }
}
