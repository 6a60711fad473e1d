import type { Restrictions, Role, Source } from '@hangouts/protocol';

/** Everything that somebody in a room may or may not do. */
export type Action =
  | 'publish-microphone'
  | 'publish-camera'
  | 'publish-screen'
  | 'chat'
  | 'remove-participant'
  | 'change-role'
  | 'restrict-participant'
  | 'change-settings'
  | 'spotlight';

const EVERYBODY: readonly Action[] = ['publish-microphone', 'publish-camera', 'publish-screen', 'chat'];

const ALLOWED: Record<Role, ReadonlySet<Action>> = {
  host: new Set<Action>([
    ...EVERYBODY,
    'remove-participant',
    'change-role',
    'restrict-participant',
    'change-settings',
    'spotlight',
  ]),
  speaker: new Set(EVERYBODY),
};

const TAKEN_BY: Partial<Record<Action, keyof Restrictions>> = {
  'publish-microphone': 'microphone',
  'publish-camera': 'camera',
  'publish-screen': 'screen',
  chat: 'chat',
};

const PUBLISHING: Record<Source, Action> = {
  microphone: 'publish-microphone',
  camera: 'publish-camera',
  screen: 'publish-screen',
  'screen-audio': 'publish-screen',
};

export const NO_RESTRICTIONS: Restrictions = { microphone: false, camera: false, screen: false, chat: false };

/** Whether somebody of this role, under these restrictions, may do this. */
export function may(who: { role: Role; restrictions: Restrictions }, action: Action): boolean {
  const restriction = TAKEN_BY[action];
  return ALLOWED[who.role].has(action) && !(restriction !== undefined && who.restrictions[restriction]);
}

/** The action that publishing a source is. */
export function publishing(source: Source): Action {
  return PUBLISHING[source];
}

/** Whether somebody may publish everything, and nothing is taken from them. */
export function isUnrestricted(who: { role: Role; restrictions: Restrictions }): boolean {
  return forbiddenSources(who).length === 0 && !Object.values(who.restrictions).includes(true);
}

/** The sources that somebody may not publish. */
export function forbiddenSources(who: { role: Role; restrictions: Restrictions }): Source[] {
  const sources: Source[] = ['microphone', 'camera', 'screen', 'screen-audio'];
  return sources.filter((source) => !may(who, PUBLISHING[source]));
}
