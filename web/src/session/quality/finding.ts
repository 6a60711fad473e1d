/** What is found to be wrong with a call. */
import type { MediaQuality, Participant, ParticipantId } from '@hangouts/protocol';
import type { Connection } from '../state.js';
import type { Sample } from './sample.js';

/** What a finding says beside its code, for those that say more. */
interface Details {
  /** Parts of the packets that get lost, 0 to 1; null where few do. One of them is none. */
  loss: { received: number | null; sent: number | null };
  /** Milliseconds there and back. */
  slow: { roundTrip: number };
  /** How many come smaller. */
  'line-receive': { pictures: number };
  'their-line': { name: string; gone: boolean };
  frozen: { name: string };
}

/** Those that say all with their code. */
type PlainCode =
  | 'reconnecting'
  | 'tcp'
  | 'relay'
  | 'uneven'
  | 'line-send'
  | 'machine'
  | 'microphone-muted'
  | 'microphone-silent'
  | 'camera-muted'
  | 'camera-frozen';

export type FindingCode = keyof Details | PlainCode;

/** `note` is worth knowing, `fair` could be better, `bad` is what a person notices. */
export type Weight = 'note' | 'fair' | 'bad';

interface About {
  weight: Weight;
  /** Whose end it is at, where it is not one's own. */
  participant: ParticipantId | null;
}

type Detailed = { [Code in keyof Details]: { code: Code } & Details[Code] & About }[keyof Details];

/** What is so; the page has the words for it (`quality/words.ts`). */
export type Finding = Detailed | ({ code: PlainCode } & About);

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

/** A finding about oneself that says all with its code. */
export function own(code: PlainCode, weight: Weight): Finding {
  return { code, weight, participant: null };
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
