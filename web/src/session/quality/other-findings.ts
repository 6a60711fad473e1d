/** What the others' lines do to what one gets of them. */
import type { Participant, Source } from '@hangouts/protocol';
import { mean, newest, type Facts, type Finding } from './finding.js';

/** Samples that are looked at together, and the part of the time that a picture stands still in them. */
const WINDOW = 3;
const FROZEN = 0.5;

/** What is found of the others, one finding a person. */
export function otherFindings(facts: Facts): Finding[] {
  return facts.participants.flatMap((person) => (person.id === facts.you ? [] : (find(facts, person) ?? [])));
}

function find(facts: Facts, person: Participant): Finding | null {
  const about = { weight: 'fair', participant: person.id } as const;
  if (person.connection === 'reconnecting') {
    return {
      ...about,
      code: 'their-line',
      name: person.name,
      gone: true,
    };
  }
  if (person.weak === true) {
    return {
      ...about,
      code: 'their-line',
      name: person.name,
      gone: false,
    };
  }
  if (!standsStill(facts, person, 'camera')) return null;
  return {
    ...about,
    code: 'frozen',
    name: person.name,
  };
}

/** Whether a picture that should move has not, for all of the last samples. */
function standsStill(facts: Facts, person: Participant, source: Source): boolean {
  const sent = person.sources.some((one) => one.source === source && !one.paused);
  const unseen = facts.views
    .at(-1)
    ?.received.some(
      (one) =>
        one.participant === person.id &&
        one.source === source &&
        (one.pausedBy === 'view' || one.pausedBy === 'budget'),
    );
  if (!sent || unseen === true) return false;
  const recent = newest(facts, WINDOW).flatMap(
    ({ others }) => others.find((one) => one.participant === person.id && one.source === source) ?? [],
  );
  if (recent.length < WINDOW) return false;
  const frozen = mean(recent.map((one) => one.frozen)) ?? 0;
  // What comes and shows nothing; what does not come at all may only be out of sight.
  return frozen >= FROZEN || recent.every(({ rate, bitrate }) => rate === 0 && bitrate > 0);
}
