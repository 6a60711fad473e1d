import type { Participant, RequestInput } from '@hangouts/protocol';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createDevices } from '../../devices/create.js';
import { FakeDevices } from '../../devices/fixture.js';
import type { Heard, RecognitionProblem, RecognitionWish } from '../../devices/recognition.js';
import { person, personId } from '../../session/fixture.js';
import { changeable } from '../../session/readable.js';
import { initialState } from '../../session/reducer.js';
import type { RoomState } from '../../session/state.js';
import { sayCaptions } from './sayCaptions.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const ON: Participant['sources'] = [{ source: 'microphone', paused: false }];

async function inCall() {
  const state = changeable<RoomState>({
    ...initialState(),
    phase: 'in-call',
    you: personId(1),
    participants: [person(1, { sources: ON })],
  });
  const devices = createDevices(new FakeDevices());
  await devices.openBoth({ microphone: true, camera: false });
  const wanted = changeable(false);
  const said: RequestInput<'caption:say'>[] = [];
  const problems: RecognitionProblem[] = [];
  const wishes: (RecognitionWish & { over: boolean })[] = [];
  const stop = sayCaptions({
    session: {
      state,
      sayCaption: async (one) => void said.push(one),
    },
    devices,
    wanted,
    language: 'fr-FR',
    problem: (why) => void problems.push(why),
    recognise(wish) {
      const one = { ...wish, over: false };
      wishes.push(one);
      return () => void (one.over = true);
    },
  });
  const says = (text: string, final: boolean, line = 1) =>
    wishes.at(-1)?.heard({ line, text, final } satisfies Heard);
  const listens = () => wishes.filter(({ over }) => !over).length;
  return { state, devices, wanted, said, problems, wishes, stop, says, listens };
}

it('listens only while it is wanted and the microphone is on', async () => {
  const { devices, wanted, listens, stop } = await inCall();
  expect(listens()).toBe(0);
  wanted.set(true);
  expect(listens()).toBe(1);
  await devices.setWanted('microphone', false);
  expect(listens()).toBe(0);
  await devices.setWanted('microphone', true);
  expect(listens()).toBe(1);
  stop();
  expect(listens()).toBe(0);
});

it('does not listen to whom a host has taken the microphone, nor after the call', async () => {
  const { state, wanted, listens } = await inCall();
  wanted.set(true);
  const taken = { microphone: true, camera: false, screen: false, chat: false };
  state.set({ ...state.get(), participants: [person(1, { restrictions: taken, sources: ON })] });
  expect(listens()).toBe(0);
  state.set({ ...state.get(), participants: [person(1, { sources: ON })] });
  expect(listens()).toBe(1);
  state.set({ ...state.get(), phase: 'ended' });
  expect(listens()).toBe(0);
});

it('begins once the server has the microphone as on, and goes on where it is sent anew', async () => {
  const { state, wanted, listens, wishes } = await inCall();
  const sent = (sources: Participant['sources']) =>
    state.set({ ...state.get(), participants: [person(1, { sources })] });
  sent([]);
  wanted.set(true);
  expect(listens()).toBe(0);
  sent([{ source: 'microphone', paused: true }]);
  expect(listens()).toBe(0);
  sent(ON);
  expect(listens()).toBe(1);
  sent([]);
  sent(ON);
  expect(wishes).toHaveLength(1);
  expect(listens()).toBe(1);
});

it('listens to another microphone anew', async () => {
  const { devices, wanted, listens, wishes } = await inCall();
  wanted.set(true);
  await devices.choose('microphone', 'desk');
  expect(listens()).toBe(1);
  expect(wishes.at(-1)?.track).toBe(devices.state.get().microphone.track);
});

it('tells what stays at once, and what is not sure yet now and then', async () => {
  const { wanted, said, says } = await inCall();
  wanted.set(true);
  for (const text of ['B', 'Bon', 'Bonjo', 'Bonjour']) says(text, false);
  expect(said.map(({ text }) => text)).toEqual(['B']);
  vi.advanceTimersByTime(1_000);
  expect(said.at(-1)).toEqual({ line: 1, text: 'Bonjour', final: false, language: 'fr-FR' });
  says('Bonjour à', false);
  says('Bonjour à tous.', true);
  vi.advanceTimersByTime(5_000);
  expect(said.map(({ text }) => text)).toEqual(['B', 'Bonjour', 'Bonjour à tous.']);
});

it('tells the end of a long line', async () => {
  const { wanted, said, says } = await inCall();
  wanted.set(true);
  says(`${'a'.repeat(500)} end`, true);
  expect(said[0]?.text).toHaveLength(400);
  expect(said[0]?.text).toMatch(/ end$/u);
});

it('is switched off where it cannot be', async () => {
  const { wanted, wishes, problems, listens } = await inCall();
  wanted.set(true);
  wishes[0]?.problem('denied');
  expect(wanted.get()).toBe(false);
  expect(problems).toEqual(['denied']);
  expect(listens()).toBe(0);
});
