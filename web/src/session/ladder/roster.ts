/** What the room says of a participant's sources: whatever a page sends, this is what counts. Pure. */
import type { Participant, Source } from '@hangouts/protocol';

/** Whether a source is published at all, muted or not, and no host has taken it. */
export function isPublished({ sources, restrictions }: Participant, source: Source): boolean {
  const taken = source === 'screen-audio' ? restrictions.screen : restrictions[source];
  return !taken && sources.some((one) => one.source === source);
}

/** Whether something is to come of a source now. */
export function isRunning(participant: Participant, source: Source): boolean {
  const published = participant.sources.find((one) => one.source === source);
  return published !== undefined && !published.paused && isPublished(participant, source);
}

/** The sources that something is to come of now. */
export function runningSources(participant: Participant): Source[] {
  return participant.sources.map(({ source }) => source).filter((source) => isRunning(participant, source));
}
