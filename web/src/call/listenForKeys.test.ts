import type { Participant } from '@hangouts/protocol';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createDevices } from '../devices/create.js';
import { FakeDevices } from '../devices/fixture.js';
import { changeable } from '../session/readable.js';
import type { RoomState } from '../session/state.js';
import { listenForKeys } from './listenForKeys.js';

// Where nothing is an element, no key is pressed on one.
beforeEach(() => vi.stubGlobal('HTMLElement', Map));
afterEach(() => vi.unstubAllGlobals());

function setUp(userAgent = 'X11; Linux x86_64') {
  const self = { id: 'me', role: 'speaker', restrictions: {} } as unknown as Participant;
  const state = changeable({
    phase: 'in-call',
    you: self.id,
    settings: null,
    participants: [self],
  } as unknown as RoomState);
  const fake = new FakeDevices();
  const devices = createDevices(fake);
  const page = Object.assign(new EventTarget(), { navigator: { userAgent } });
  const opened: string[] = [];
  // Of a window it needs no more than any target of events has.
  const stop = listenForKeys(page as unknown as Window, () => ({
    session: { state, raiseHand: async () => undefined },
    devices,
    onPanel: (panel) => opened.push(panel),
    onShortcuts: () => opened.push('shortcuts'),
  }));
  /** Gives whether the browser still makes of it what it would. */
  const press = (key: string, more: Partial<KeyboardEvent> = {}) => {
    const event = Object.assign(new Event('keydown', { cancelable: true }), {
      key,
      code: '',
      ctrlKey: false,
      metaKey: false,
      altKey: false,
      shiftKey: false,
      repeat: false,
      ...more,
    });
    return page.dispatchEvent(event);
  };
  const release = (key: string, code = '') =>
    page.dispatchEvent(Object.assign(new Event('keyup'), { key, code }));
  const isOn = () => devices.state.get().microphone.wanted;
  return { state, fake, devices, page, opened, stop, press, release, isOn };
}

/** Muted, by a click. */
async function muted() {
  const world = setUp();
  await world.devices.setWanted('microphone', true);
  await world.devices.setWanted('microphone', false);
  return world;
}

it('who is muted speaks while the space bar is held, and it is not remembered', async () => {
  const { fake, press, release, isOn } = await muted();
  press(' ');
  expect([isOn(), fake.preferences.wanted('microphone')]).toEqual([true, false]);
  release(' ');
  expect([isOn(), fake.preferences.wanted('microphone')]).toEqual([false, false]);
});

it.each([
  ['leaves the page of the call', ({ stop }: ReturnType<typeof setUp>) => stop()],
  ['lets it go with Option down', ({ release }: ReturnType<typeof setUp>) => release('\u00a0', 'Space')],
  // Of the space bar the browser says nothing then.
  ['lets Command go after it', ({ release }: ReturnType<typeof setUp>) => release('Meta', 'MetaLeft')],
  ['goes to another window', ({ page }: ReturnType<typeof setUp>) => page.dispatchEvent(new Event('blur'))],
])('who %s while holding it is muted again', async (_, does) => {
  const world = await muted();
  world.press(' ');
  does(world);
  expect(world.isOn()).toBe(false);
});

it('a held space bar scrolls nothing, whether it has switched the microphone on or not', async () => {
  const { devices, press, release, isOn } = await muted();
  expect([press(' '), press(' ', { repeat: true })]).toEqual([false, false]);
  release(' ');
  await devices.setWanted('microphone', true);
  expect([press(' '), press(' ', { repeat: true })]).toEqual([false, false]);
  release(' ');
  expect(isOn()).toBe(true);
});

it('whoever switches the microphone off while holding the key stays muted', async () => {
  const { devices, press, release, isOn } = await muted();
  press(' ');
  await devices.setWanted('microphone', false);
  release(' ');
  expect(isOn()).toBe(false);
});

it('what is no key of ours, or comes after the call, is left to the browser', () => {
  const { state, opened, press } = setUp();
  expect([press('x'), press('c')]).toEqual([true, false]);
  state.set({ ...state.get(), phase: 'ended' });
  expect([press('c'), press(' ')]).toEqual([true, true]);
  expect(opened).toEqual(['chat']);
});

it('on a Mac Control edits, and Command is ours', () => {
  const { press, isOn } = setUp('Macintosh; Intel Mac OS X 10_15_7');
  expect([press('d', { ctrlKey: true }), isOn()]).toEqual([true, false]);
  expect([press('d', { metaKey: true }), isOn()]).toEqual([false, true]);
});

it('keys of a Cyrillic keyboard do what the Latin ones do', () => {
  const { press, isOn, opened } = setUp();
  press('м', { code: 'KeyM' });
  expect(isOn()).toBe(true);
  press('д', { code: 'KeyD', ctrlKey: true });
  expect(isOn()).toBe(false);
  press('с', { code: 'KeyC' });
  expect(opened).toEqual(['chat']);
});
