/** Which pictures stand on the stage. */
import type { Participant, ParticipantId, Source } from '@hangouts/protocol';
import type { Rect, Stage } from './geometry.js';

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

/** Each picture with its place: the large ones among the screens, the others among the cameras, in their order. */
export function placePictures(
  pictures: readonly Picture[],
  layout: Stage,
): { picture: Picture; rect: Rect }[] {
  const screens = layout.screens.values();
  const cameras = layout.cameras.values();
  return pictures.flatMap((picture) => {
    const rect = (picture.large ? screens : cameras).next().value;
    return rect ? [{ picture, rect }] : [];
  });
}
