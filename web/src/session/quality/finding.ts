/** What is found to be wrong with a call, in words, and what to try. */
import type { MediaQuality, Participant, ParticipantId } from '@hangouts/protocol';
import type { Connection } from '../state.js';
import type { Sample } from './sample.js';

export type FindingCode =
  | 'reconnecting'
  | 'tcp'
  | 'relay'
  | 'loss'
  | 'slow'
  | 'uneven'
  | 'line-send'
  | 'line-receive'
  | 'machine'
  | 'microphone-muted'
  | 'microphone-silent'
  | 'camera-muted'
  | 'camera-frozen'
  | 'their-line'
  | 'frozen';

/** `note` is worth knowing, `fair` could be better, `bad` is what a person notices. */
export type Weight = 'note' | 'fair' | 'bad';

export interface Finding {
  code: FindingCode;
  weight: Weight;
  /** What is so. */
  title: string;
  /** What to try; null where there is nothing to be done. */
  help: string | null;
  /** Whose end it is at, where it is not one's own. */
  participant: ParticipantId | null;
}

/** What the findings are made of. */
export interface Facts {
  /** Oldest first. */
  samples: readonly Sample[];
  you: ParticipantId | null;
  participants: readonly Participant[];
  connection: Connection;
  /** As the server saw it when it was last asked, oldest first; empty where it was not asked. */
  views: readonly MediaQuality[];
}

/** A finding about oneself. */
export function own(code: FindingCode, weight: Weight, title: string, help: string | null): Finding {
  return { code, weight, title, help, participant: null };
}

/** The newest samples, up to so many. */
export function newest({ samples }: Pick<Facts, 'samples'>, count: number): readonly Sample[] {
  return samples.slice(-count);
}

/** The mean of what was measured, or null where nothing was. */
export function mean(values: readonly (number | null)[]): number | null {
  const measured = values.filter((value) => value !== null);
  return measured.length === 0 ? null : measured.reduce((sum, value) => sum + value, 0) / measured.length;
}
