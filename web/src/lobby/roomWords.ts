/** What the lobby says about the room and the way to it. */
import type { ErrorCode } from '@hangouts/protocol';
import { ERROR_SENTENCES } from '@hangouts/protocol/errors';
import type { Words } from '../language/words.js';
import type { RoomState } from '../session/state.js';

export interface LobbyWords {
  title: string;
  help?: string;
  tone: 'plain' | 'warn' | 'danger';
  /** Whether loading the page again is what helps. */
  reload?: boolean;
}

type Known = Pick<RoomState, 'signaling' | 'problem' | 'lobby'>;

function problemWords(words: Words, problem: ErrorCode | 'server-gone'): LobbyWords {
  switch (problem) {
    case 'server-gone':
      return {
        title: 'The server cannot be reached',
        help: 'It may be restarting, or your line may be down. This page goes on trying.',
        tone: 'danger',
        reload: true,
      };
    case 'protocol-version':
      return {
        title: 'This page is from another version',
        help: ERROR_SENTENCES[problem],
        tone: 'warn',
        reload: true,
      };
    case 'room-full':
      return { title: 'This hangout is full', help: 'Try again when somebody has left.', tone: 'warn' };
    case 'room-locked':
      return { title: 'This hangout is locked', help: 'Ask somebody inside to unlock it.', tone: 'warn' };
    case 'passcode-needed':
      return {
        title: words('lobby:passcodeNeeded'),
        help: words('lobby:passcodeNeededHelp'),
        tone: 'warn',
      };
    case 'passcode-wrong':
      return {
        title: words('lobby:passcodeWrong'),
        help: words('lobby:passcodeWrongHelp'),
        tone: 'danger',
      };
    case 'not-admitted':
      return { title: words('lobby:notAdmitted'), help: words('lobby:notAdmittedHelp'), tone: 'danger' };
    case 'invitation-void':
      return {
        title: words('lobby:invitationVoid'),
        help: words('lobby:invitationVoidHelp'),
        tone: 'warn',
      };
    case 'removed':
      return { title: 'You cannot come in', help: ERROR_SENTENCES.removed, tone: 'danger' };
    default:
      return { title: 'Joining did not work', help: ERROR_SENTENCES[problem], tone: 'danger' };
  }
}

/** The most pressing thing to say, or null where all is well. */
export function lobbyWords(words: Words, { signaling, problem, lobby }: Known): LobbyWords | null {
  if (problem !== null) return problemWords(words, problem);
  if (signaling === 'lost') return problemWords(words, 'server-gone');
  if (signaling === 'reconnecting') {
    return { title: 'Reconnecting to the server…', help: 'You can go on in a moment.', tone: 'warn' };
  }
  if (lobby?.locked) return problemWords(words, 'room-locked');
  if (lobby?.full) return problemWords(words, 'room-full');
  return null;
}

/** Whether the room can be asked to let somebody in. A full one may have a seat again by now. */
export function canAsk({ signaling, problem, lobby }: Known): boolean {
  return lobby !== null && signaling === 'connected' && problem !== 'protocol-version';
}
