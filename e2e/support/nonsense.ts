/** Stands in everything that is sent wrongly, so that an answer which gives it back is found out. */
export const MARK = 'never-say-this-again';

/** JSON as it stands, for what `JSON.stringify` cannot write. */
export class RawJson {
  constructor(readonly text: string) {}
}

/** Arrays in arrays, `depth` of them. */
export function nested(depth: number): RawJson {
  return new RawJson(`${'['.repeat(depth)}"${MARK}"${']'.repeat(depth)}`);
}

/** An object whose own key is `__proto__`, as JSON can carry one. */
export function poisoned(): unknown {
  return JSON.parse(
    `{ "__proto__": { "polluted": "${MARK}" }, "constructor": { "prototype": { "polluted": 1 } } }`,
  );
}

export interface Nonsense {
  what: string;
  /** The arguments of the event. */
  payload: unknown[];
}

/** What is no payload of any message. */
export const NONSENSE: readonly Nonsense[] = [
  { what: 'nothing', payload: [] },
  { what: 'null', payload: [null] },
  { what: 'a boolean', payload: [true] },
  { what: 'a number', payload: [-1e308] },
  { what: 'a text', payload: [MARK] },
  { what: 'an array', payload: [[MARK]] },
  { what: 'bytes', payload: [Buffer.from(MARK)] },
  { what: 'two payloads', payload: [{}, { [MARK]: MARK }] },
  { what: 'unknown keys', payload: [{ [MARK]: MARK }] },
  { what: '__proto__ keys', payload: [poisoned()] },
  { what: '10,000 arrays in each other', payload: [nested(10_000)] },
  { what: 'a text of 1 MB', payload: [MARK.repeat(1_000_000 / MARK.length)] },
  { what: 'fields of 1 MB', payload: [{ room: MARK.repeat(50_000), name: MARK, text: MARK }] },
  { what: 'an object of 10,000 keys', payload: [manyKeys()] },
];

function manyKeys(): unknown {
  return Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`${MARK}-${index}`, index]));
}
