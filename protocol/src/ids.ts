import { z } from 'zod';
import type { ErrorCode } from './errors.js';
import { PASSCODE_LENGTH } from './limits.js';
import { nameProblem, normalizeText, roomIdProblem, titleProblem } from './text.js';

// Far above any real name: only keeps the normalisation from being fed megabytes.
const TEXT_LIMIT = 1_000;

function checkedText(problem: (text: string) => ErrorCode | null, tooLong: ErrorCode) {
  return z
    .string()
    .max(TEXT_LIMIT, tooLong)
    .transform(normalizeText)
    .superRefine((text, context) => {
      const code = problem(text);
      if (code !== null) context.addIssue({ code: 'custom', message: code });
    });
}

/** A room's id: a slug, as it stands in the room's link. */
export const RoomId = checkedText(roomIdProblem, 'room-too-long').brand<'RoomId'>();
export type RoomId = z.output<typeof RoomId>;

/** The name a person shows. */
export const DisplayName = checkedText(nameProblem, 'name-too-long');

/** What a hangout is about: a line for people, never a part of an address. */
export const RoomTitle = checkedText(titleProblem, 'title-too-long');

/** A participant's id, given by the server. */
export const ParticipantId = z.uuid().brand<'ParticipantId'>();
export type ParticipantId = z.output<typeof ParticipantId>;

/** One load of the page, made up by it: tells a page that reconnects from a copy of its tab. */
export const PageId = z.uuid();
export type PageId = z.output<typeof PageId>;

/** An id that mediasoup made: transport, producer or consumer. */
export const MediaId = z.string().min(1).max(64);

/** An id made by the page so that sending the same thing twice has the effect of once. */
export const Nonce = z.uuid();

/** A passcode as somebody types it at the door, right or wrong. */
export const Passcode = z.string().max(TEXT_LIMIT, 'passcode-wrong').transform(normalizeText);

/** A passcode as a host sets it. */
export const NewPasscode = checkedText((text) => {
  const { length } = [...text];
  return length < PASSCODE_LENGTH.least || length > PASSCODE_LENGTH.most ? 'passcode-length' : null;
}, 'passcode-length');

/** A signed invitation to a room. */
export const InvitationToken = z.string().min(1).max(2_000);

/** Signed proof of who somebody is in a room: identity only. */
export const Ticket = z.string().min(1).max(2_000);
