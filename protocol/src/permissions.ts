/**
 * Who may do what in a room: the one table. The server asks it for every message, and the page for every button, which
 * is why it stands here, and without zod. Pure.
 */
import type { Allowances, Restrictions, Role, RoomSettings, Source } from './people.js';

/** Everything that somebody in a room may or may not do. */
export type Action =
  | 'publish-microphone'
  | 'publish-camera'
  | 'publish-screen'
  | 'chat'
  | 'raise-hand'
  | 'react'
  | 'lower-hands'
  | 'remove-participant'
  | 'change-role'
  | 'hand-over'
  | 'restrict-participant'
  | 'stop-source'
  | 'change-settings'
  | 'spotlight'
  | 'delete-messages'
  | 'admit'
  | 'invite'
  | 'end-meeting'
  | 'read-log'
  | 'report';

/** Somebody, as far as their rights go. */
export interface Holder {
  role: Role;
  restrictions: Restrictions;
}

const AUDIENCE: readonly Action[] = ['chat', 'raise-hand', 'react', 'report'];
const SPEAKER: readonly Action[] = [...AUDIENCE, 'publish-microphone', 'publish-camera', 'publish-screen'];
const COHOST: readonly Action[] = [
  ...SPEAKER,
  'lower-hands',
  'remove-participant',
  'change-role',
  'restrict-participant',
  'stop-source',
  'change-settings',
  'spotlight',
  'delete-messages',
  'admit',
  'invite',
  'read-log',
];
const HOST: readonly Action[] = [...COHOST, 'hand-over', 'end-meeting'];

const ALLOWED: Readonly<Record<Role, ReadonlySet<Action>>> = {
  host: new Set(HOST),
  cohost: new Set(COHOST),
  speaker: new Set(SPEAKER),
  audience: new Set(AUDIENCE),
};

/** Who stands above whom. */
const RANKS: Readonly<Record<Role, number>> = { host: 3, cohost: 2, speaker: 1, audience: 0 };

const TAKEN_BY: Readonly<Partial<Record<Action, keyof Restrictions>>> = {
  'publish-microphone': 'microphone',
  'publish-camera': 'camera',
  'publish-screen': 'screen',
  chat: 'chat',
};

const PUBLISHING: Readonly<Record<Source, Action>> = {
  microphone: 'publish-microphone',
  camera: 'publish-camera',
  screen: 'publish-screen',
  'screen-audio': 'publish-screen',
};

export const NO_RESTRICTIONS: Readonly<Restrictions> = {
  microphone: false,
  camera: false,
  screen: false,
  chat: false,
};

/** What holds where nobody has said otherwise. */
export const FIRST_SETTINGS: Readonly<RoomSettings> = {
  limit: null,
  locked: false,
  waitingRoom: false,
  passcode: false,
  allow: { microphone: true, camera: true, screen: true, chat: true },
  history: 'meeting',
};

/** Whether somebody of this role, under these restrictions, may do this. */
export function may({ role, restrictions }: Holder, action: Action): boolean {
  const restriction = TAKEN_BY[action];
  return ALLOWED[role].has(action) && !(restriction !== undefined && restrictions[restriction]);
}

/** Somebody's rights in a room that does not allow everything to everybody. Those who decide that are not bound by it. */
export function boundBy(who: Holder, allow: Allowances): Holder {
  if (may(who, 'change-settings')) return who;
  const { microphone, camera, screen, chat } = who.restrictions;
  return {
    role: who.role,
    restrictions: {
      microphone: microphone || !allow.microphone,
      camera: camera || !allow.camera,
      screen: screen || !allow.screen,
      chat: chat || !allow.chat,
    },
  };
}

/** Whether somebody may do this to another: a host to everybody, a cohost to who stands below. */
export function mayDecide(actor: Holder, action: Action, target: Pick<Holder, 'role'>): boolean {
  return may(actor, action) && isAbove(actor.role, target.role);
}

/** Whether somebody may give another this role: nobody gives one that they do not stand above. */
export function mayGiveRole(actor: Holder, target: Pick<Holder, 'role'>, role: Role): boolean {
  return mayDecide(actor, 'change-role', target) && isAbove(actor.role, role);
}

function isAbove(role: Role, other: Role): boolean {
  return role === 'host' || RANKS[role] > RANKS[other];
}

/** The action that publishing a source is. */
export function publishing(source: Source): Action {
  return PUBLISHING[source];
}

/** Whether somebody may publish everything, and nothing is taken from them. */
export function isUnrestricted(who: Holder): boolean {
  return forbiddenSources(who).length === 0 && !Object.values(who.restrictions).includes(true);
}

/** The sources that somebody may not publish. */
export function forbiddenSources(who: Holder): Source[] {
  const sources: Source[] = ['microphone', 'camera', 'screen', 'screen-audio'];
  return sources.filter((source) => !may(who, PUBLISHING[source]));
}
