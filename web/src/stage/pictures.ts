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

/** A picture for everybody, and one more for each screen, in the order people came; oneself last. */
export function picturesOf(participants: readonly Participant[], you: ParticipantId | null): Picture[] {
  const ordered = [
    ...participants.filter(({ id }) => id !== you),
    ...participants.filter(({ id }) => id === you),
  ];
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
