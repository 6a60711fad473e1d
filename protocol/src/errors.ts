/**
 * Every way the server says no: a stable code for programs and the sentence a person sees.
 * A code is never renamed; a sentence may be improved at any time.
 */
export const ERROR_SENTENCES = {
  invalid: 'That message could not be understood.',
  'unknown-event': 'The server does not know that message.',
  'rate-limited': 'That was too much at once. Wait a moment and try again.',
  'protocol-version': 'This page is from another version of the server. Reload it to go on.',
  'name-empty': 'Please write your name.',
  'name-too-long': 'A name has at most 60 characters.',
  'name-characters': 'A name cannot hold control or text-direction characters.',
  'room-empty': 'Please give the hangout a name.',
  'room-too-long': 'The name of a hangout has at most 60 characters.',
  'room-characters': 'The name of a hangout is made of letters, digits and hyphens.',
  'room-taken': 'There is a hangout of that name already. Choose another name.',
  'rooms-of-network-full':
    'As many hangouts are kept for your network as one network can have. Remove one that nobody needs.',
  'room-full': 'This hangout is full. Try again when somebody has left.',
  'room-locked': 'This hangout is locked. Ask somebody inside to unlock it.',
  'title-empty': 'Please say what the hangout is about.',
  'title-too-long': 'A title has at most 100 characters.',
  'title-characters': 'A title cannot hold control or text-direction characters.',
  'plan-time': 'Choose a time from now on, within the next two years.',
  'plan-duration': 'A planned hangout takes 5 minutes to 24 hours.',
  'not-owner': 'Only the browser that made this hangout may do that.',
  waiting: 'You have asked to come in. Wait until a host lets you in.',
  'not-admitted': 'The host did not let you in.',
  'waiting-full': 'Too many people are waiting to come in. Try again in a moment.',
  'passcode-needed': 'This hangout has a passcode. Ask whoever sent you the link.',
  'passcode-wrong': 'That is not the passcode.',
  'passcode-tries': 'Too many wrong passcodes came from here. Wait ten minutes and try again.',
  'passcode-length': 'A passcode has 4 to 64 characters.',
  'report-too-long': 'A reason has at most 500 characters.',
  'undone-already': 'That was taken back already.',
  'invitation-void': 'This invitation is no longer valid. Ask for a new one.',
  'not-in-room': 'You are not in this hangout.',
  'already-in-room': 'You are in a hangout already.',
  'not-permitted': 'You may not do that in this hangout.',
  'not-found': 'That is not here, or no longer.',
  removed: 'The host removed you from this hangout.',
  'meeting-ended': 'The host ended this hangout for everyone.',
  'seat-elsewhere': 'You went on with this call on another page.',
  'message-empty': 'There is nothing to send yet.',
  'message-too-long': 'A message has at most 4,000 characters.',
  'recipient-gone': 'They have left the hangout, so your private message was not sent.',
  'file-empty': 'That file is empty.',
  'file-too-big': 'A file can have at most 10 MB.',
  'file-offset': 'That part of the file was not the one expected.',
  'files-room-full': 'This hangout has no space left for files.',
  'files-server-full': 'The server has no space left for files.',
  'files-busy': 'Wait until your other files have been sent.',
  'media-unavailable': 'The media server is being restarted. Your call returns in a moment.',
  'media-limit': 'You are sharing as much as one person can.',
  'check-busy': 'Many people are checking their connection right now. Try again in a moment.',
  'media-rejected': 'The server could not use that sound or picture.',
  'not-direct': 'You are not being connected directly, or no longer.',
  'server-closing': 'The server is being restarted. Your call returns in a moment.',
  internal: 'Something went wrong on the server.',
} as const;

export type ErrorCode = keyof typeof ERROR_SENTENCES;

/** What an ack or an `error` event carries when the server says no. Never any of the sender's own input. */
export interface ErrorReply {
  code: ErrorCode;
  message: string;
  /** With `rate-limited`: how long to wait, in milliseconds. */
  retryAfter?: number;
}

/** The answer to a message: what was asked for, or why not. */
export type Ack<Reply> = { ok: true; data: Reply } | { ok: false; error: ErrorReply };

/** Whether `text` is one of the codes above. */
export function isErrorCode(text: string): text is ErrorCode {
  return Object.hasOwn(ERROR_SENTENCES, text);
}

/** The code that a schema names for what is wrong; anything else is something not understood. */
export function codeOf(issues: readonly { message: string }[]): ErrorCode {
  return issues.map(({ message }) => message).find(isErrorCode) ?? 'invalid';
}

/** The reply for a code, with its sentence. */
export function errorReply(code: ErrorCode, retryAfter?: number): ErrorReply {
  const reply: ErrorReply = { code, message: ERROR_SENTENCES[code] };
  if (retryAfter !== undefined) reply.retryAfter = retryAfter;
  return reply;
}
