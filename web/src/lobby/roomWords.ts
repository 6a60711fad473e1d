/** What the lobby says about the room and the way to it. */
import type { ErrorCode } from '@hangouts/protocol';
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
        title: words('lobby:serverGone'),
        help: words('lobby:serverGoneHelp'),
        tone: 'danger',
        reload: true,
      };
    case 'protocol-version':
      return {
        title: words('lobby:otherVersion'),
        help: words(`errors:${problem}`),
        tone: 'warn',
        reload: true,
      };
    case 'room-full':
      return { title: words('lobby:full'), help: words('lobby:fullHelp'), tone: 'warn' };
    case 'room-locked':
      return { title: words('lobby:locked'), help: words('lobby:lockedHelp'), tone: 'warn' };
    case 'not-admitted':
      return { title: words('lobby:notAdmitted'), help: words('lobby:notAdmittedHelp'), tone: 'danger' };
    case 'invitation-void':
      return {
        title: words('lobby:invitationVoid'),
        help: words('lobby:invitationVoidHelp'),
        tone: 'warn',
      };
    case 'removed':
      return { title: words('lobby:cannotComeIn'), help: words('errors:removed'), tone: 'danger' };
    default:
      return { title: words('lobby:notJoined'), help: words(`errors:${problem}`), tone: 'danger' };
  }
}

/** What is wrong with the passcode, which its own field says; null where nothing is. */
export function passcodeWords(words: Words, { problem }: Pick<Known, 'problem'>): string | null {
  if (problem === 'passcode-needed') return words('lobby:passcodeNeeded');
  return problem === 'passcode-wrong' ? words('lobby:passcodeWrong') : null;
}

/** The most pressing thing to say, or null where all is well. */
export function lobbyWords(words: Words, { signaling, problem, lobby }: Known): LobbyWords | null {
  if (passcodeWords(words, { problem }) !== null) return null;
  if (problem !== null) return problemWords(words, problem);
  if (signaling === 'lost') return problemWords(words, 'server-gone');
  if (signaling === 'reconnecting') {
    return { title: words('lobby:reconnecting'), help: words('lobby:reconnectingHelp'), tone: 'warn' };
  }
  if (lobby?.locked) return problemWords(words, 'room-locked');
  if (lobby?.full) return problemWords(words, 'room-full');
  return null;
}

/** Whether the room can be asked to let somebody in. A full one may have a seat again by now. */
export function canAsk({ signaling, problem, lobby }: Known): boolean {
  return lobby !== null && signaling === 'connected' && problem !== 'protocol-version';
}
