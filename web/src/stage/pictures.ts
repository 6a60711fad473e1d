/** Which pictures stand on the stage. */
import type { Participant, ParticipantId, Source } from '@hangouts/protocol';

export interface Picture {
  /** Stays the same while the picture does. */
  key: string;
  participant: Participant;
  self: boolean;
  source: 'camera' | 'screen';
  /** Gets the large place. One's own screen does not: it would show itself in itself. */
  large: boolean;
}

/** Whether somebody sends this now. */
export function isSending(participant: Participant, source: Source): boolean {
  return participant.sources.some((sent) => sent.source === source && !sent.paused);
}

/** Whether two pictures show the same: what is drawn of one depends on nothing else. */
export function samePicture(one: Picture, other: Picture): boolean {
  return one.key === other.key && one.participant === other.participant && one.self === other.self;
}

/**
 * A picture for everybody who may show one, and one more for each screen, in the order people came; oneself last. The
 * audience has none, unless one is in it oneself and there is nobody else to be seen.
 */
export function picturesOf(participants: readonly Participant[], you: ParticipantId | null): Picture[] {
  const onStage = participants.filter(({ role }) => role !== 'audience');
  const seen = onStage.length > 0 ? onStage : participants.filter(({ id }) => id === you);
  const ordered = [...seen.filter(({ id }) => id !== you), ...seen.filter(({ id }) => id === you)];
  return ordered.flatMap((participant): Picture[] => {
    const self = participant.id === you;
    const picture = (source: Picture['source'], large: boolean): Picture => ({
      key: `${participant.id} ${source}`,
      participant,
      self,
      source,
      large,
    });
    const camera = picture('camera', false);
    return isSending(participant, 'screen') ? [picture('screen', !self), camera] : [camera];
  });
}
