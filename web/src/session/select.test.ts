import { expect, it } from 'vitest';
import { person, personId } from './fixture.js';
import { initialState } from './reducer.js';
import { connectionOf, selfOf, worse } from './select.js';
import type { Connection, Phase } from './state.js';

it.each<[Phase, number, Connection, Connection, Connection]>([
  ['lobby', 0, 'connected', 'connecting', 'connected'],
  ['in-call', 1, 'connected', 'reconnecting', 'connected'],
  ['in-call', 2, 'connected', 'reconnecting', 'reconnecting'],
  ['in-call', 2, 'connected', 'connecting', 'connecting'],
  ['in-call', 2, 'reconnecting', 'connected', 'reconnecting'],
  ['in-call', 2, 'reconnecting', 'lost', 'lost'],
  ['in-call', 2, 'connected', 'connected', 'connected'],
])('%s with %i people, signaling %s, media %s: %s', (phase, people, signaling, media, connection) => {
  const participants = Array.from({ length: people }, (_, index) => person(index + 1));
  expect(connectionOf({ ...initialState(), phase, signaling, media, participants })).toBe(connection);
});

it('finds oneself among the people', () => {
  const state = { ...initialState(), participants: [person(1), person(2)] };
  expect(selfOf(state)).toBeNull();
  expect(selfOf({ ...state, you: personId(2) })?.name).toBe('Person 2');
});

it('lost is worse than anything', () => {
  expect(worse('connected', 'connecting')).toBe('connecting');
  expect(worse('lost', 'reconnecting')).toBe('lost');
});
