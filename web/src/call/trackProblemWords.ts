import type { Source } from '@hangouts/protocol';

const OWN: Record<Source, string> = {
  microphone: 'Your microphone cannot be sent. Switch it off and on to try again.',
  camera: 'Your camera cannot be sent. Switch it off and on to try again.',
  screen: 'Your screen cannot be sent. Share it again to try once more.',
  'screen-audio': 'The sound of your screen cannot be sent.',
};
const OTHERS: Record<Source, string> = {
  microphone: 'microphone cannot be heard here',
  camera: 'camera cannot be shown here',
  screen: 'screen cannot be shown here',
  'screen-audio': 'screen cannot be heard here',
};

/** What is said of a track that did not get through; `name` is whose it is, null for one's own. */
export function trackProblemWords(name: string | null, source: Source): string {
  if (name === null) return OWN[source];
  return `${name}’s ${OTHERS[source]}. Reloading the page may help.`;
}
