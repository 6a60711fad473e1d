/** What somebody writes of a hangout before it is made. Pure. */
import type { Allowances, ErrorCode, NewRoomInput } from '@hangouts/protocol';
import { PASSCODE_LENGTH } from '@hangouts/protocol/limits';
import { FIRST_SETTINGS } from '@hangouts/protocol/permissions';
import { normalizeText, roomIdProblem, slugOf, titleProblem } from '@hangouts/protocol/text';
import { isPlannable, soon, startOf, type When } from './when.js';

export interface Draft {
  isLater: boolean;
  title: string;
  when: When;
  /** The name in the link; empty for one that is made up. */
  name: string;
  passcode: string;
  waitingRoom: boolean;
  locked: boolean;
  limit: number | null;
  allow: Allowances;
}

/** A field of the draft that something can be wrong with. */
export type DraftField = 'title' | 'when' | 'name' | 'passcode';

export function newDraft(now: number): Draft {
  const { waitingRoom, locked, limit, allow } = FIRST_SETTINGS;
  return {
    isLater: false,
    title: '',
    when: soon(now),
    name: '',
    passcode: '',
    waitingRoom,
    locked,
    limit,
    allow,
  };
}

/** What is wrong with a draft, by field; empty where it can be made. */
export function problemsOf(draft: Draft, now: number): Partial<Record<DraftField, ErrorCode>> {
  const problems: Partial<Record<DraftField, ErrorCode>> = {};
  const title = normalizeText(draft.title);
  const ofTitle = title === '' && !draft.isLater ? null : titleProblem(title);
  if (ofTitle !== null) problems.title = ofTitle;
  if (draft.isLater && !isPlannable(draft.when, now)) problems.when = 'plan-time';
  const name = normalizeText(draft.name);
  if (name !== '' && slugOf(name) === null) problems.name = nameProblemOf(name);
  const { length } = [...normalizeText(draft.passcode)];
  if (length > 0 && (length < PASSCODE_LENGTH.least || length > PASSCODE_LENGTH.most)) {
    problems.passcode = 'passcode-length';
  }
  return problems;
}

function nameProblemOf(name: string): ErrorCode {
  return roomIdProblem(name) === 'room-too-long' ? 'room-too-long' : 'room-characters';
}

/** The field that the server's no is about; null where it is about none. */
export function fieldOf(code: string): DraftField | null {
  if (code.startsWith('title-')) return 'title';
  if (code.startsWith('plan-')) return 'when';
  if (code.startsWith('room-')) return 'name';
  return code.startsWith('passcode-') ? 'passcode' : null;
}

/** What the server is asked for; for a draft without problems. */
export function requestOf({ isLater, title, when, name, passcode, ...settings }: Draft): NewRoomInput {
  const room = slugOf(name);
  return {
    kind: isLater ? 'planned' : 'once',
    ...(room === null ? {} : { room }),
    ...(normalizeText(title) === '' ? {} : { title }),
    ...(isLater ? { plan: { startsAt: startOf(when) ?? 0, duration: when.duration } } : {}),
    settings: { ...settings, ...(normalizeText(passcode) === '' ? {} : { passcode }) },
  };
}
