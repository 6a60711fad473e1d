import type { OrderChange, OrderEntry } from '@hangouts/protocol';
import type { Words } from '../language/words.js';
import { historyWords } from './historyWords.js';

const MADE = {
  host: 'people:didMake.host',
  cohost: 'people:didMake.cohost',
  speaker: 'people:didMake.speaker',
  audience: 'people:didMake.audience',
} as const;

const INVITED = {
  // Nobody is invited as a host.
  host: 'people:didInvite.cohost',
  cohost: 'people:didInvite.cohost',
  speaker: 'people:didInvite.speaker',
  audience: 'people:didInvite.audience',
} as const;

const ENDED = {
  microphone: 'people:didEndSource.microphone',
  camera: 'people:didEndSource.camera',
  screen: 'people:didEndSource.screen',
  'screen-audio': 'people:didEndSource.screen',
} as const;

/** A line of the log of order as a sentence. */
export function orderWords(words: Words, entry: OrderEntry): string {
  const { act, by, whom, role, source, change, count } = entry;
  const who = { by, whom: whom ?? '' };
  switch (act) {
    case 'removed':
      return words('people:didRemove', who);
    case 'let-back':
      return words('people:didLetBack', who);
    case 'role':
      return words(MADE[role ?? 'speaker'], who);
    case 'handed-over':
      return words('people:didHandOver', who);
    case 'restricted':
      return restrictedWords(words, who, change);
    case 'ended-source':
      return words(ENDED[source ?? 'microphone'], who);
    case 'muted-all':
      return words('people:didMuteAll', who);
    case 'settings':
      return settingsWords(words, by, change);
    case 'admitted':
      return count === null
        ? words('people:didAdmit', who)
        : words('people:didAdmitAll', { by, waited: count });
    case 'denied':
      return count === null
        ? words('people:didDeny', who)
        : words('people:didDenyAll', { by, waited: count });
    case 'invited':
      return words(INVITED[role ?? 'speaker'], { by });
    case 'message-deleted':
      return words('people:didDeleteMessage', who);
    case 'reported':
      return words('people:didReport', who);
  }
}

function restrictedWords(
  words: Words,
  who: { by: string; whom: string },
  change: OrderChange | null,
): string {
  switch (change?.of) {
    case 'microphone':
    case 'camera':
    case 'screen':
    case 'chat':
      return words(change.to ? `people:didAllow.${change.of}` : `people:didForbid.${change.of}`, who);
    default:
      return words('people:didRestrict', who);
  }
}

function settingsWords(words: Words, by: string, change: OrderChange | null): string {
  switch (change?.of) {
    case 'locked':
      return words(change.to ? 'people:didLock' : 'people:didUnlock', { by });
    case 'waitingRoom':
      return words(change.to ? 'people:didWaitingRoom.on' : 'people:didWaitingRoom.off', { by });
    case 'passcode':
      return words(change.to ? 'people:didPasscode.on' : 'people:didPasscode.off', { by });
    case 'limit':
      return change.to === null
        ? words('people:didNoLimit', { by })
        : words('people:didLimit', { by, limit: change.to });
    case 'history':
      return words('people:didKeepChat', { by, choice: historyWords(words, change.to) });
    case 'microphone':
    case 'camera':
    case 'screen':
    case 'chat':
      return words(change.to ? `people:didAllowAll.${change.of}` : `people:didForbidAll.${change.of}`, {
        by,
      });
    case undefined:
      return words('people:didConfigure', { by });
  }
}
