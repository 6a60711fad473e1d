/** A seat for tests, with a line that a test pulls and answers by hand. */
import type { Joined, RoomId } from '@hangouts/protocol';
import { FIRST_SETTINGS } from '@hangouts/protocol/permissions';
import { slugOf } from '@hangouts/protocol/text';
import { SessionError } from './error.js';
import { FakeSignaling, person, personId } from './fixture.js';
import { createIdentity } from './identity.js';
import type { MediaDevice } from './media-device.js';
import { initialState, reduce } from './reducer.js';
import { Seat } from './seat.js';

export const room = slugOf('lunch') as RoomId;
export const rtpCapabilities = { codecs: [], headerExtensions: [] };
export const view = {
  room,
  people: [],
  full: false,
  locked: false,
  waitingRoom: false,
  passcode: false,
  rtpCapabilities,
};
export const joined: Joined = {
  you: personId(1),
  ticket: 'ticket-1',
  settings: FIRST_SETTINGS,
  participants: [person(1)],
  spotlight: null,
  waiting: [],
  chat: { messages: [], more: false },
  media: null,
  rung: 'room',
};
const device: MediaDevice = {
  rtpCapabilities,
  open() {
    throw new Error('not opened here');
  },
};

/** A page at the door, whose server is the test: what it asked is answered, its line lost and mended. */
export function sit(
  loadDevice: () => Promise<MediaDevice | null> = () => Promise.resolve(device),
  invitation: string | null = null,
) {
  const line = new FakeSignaling();
  line.connected = false;
  const log: string[] = [];
  const identity = createIdentity(room, invitation, null);
  let state = initialState();
  const signaling = {
    get connected() {
      return line.connected;
    },
    ask: line.ask,
    request: line.request,
    subscribe: line.subscribe.bind(line),
    open: () => void log.push('open'),
    close: () => void log.push('close'),
    reset: () => void log.push('reset'),
  };
  const seat = new Seat({
    room,
    identity,
    signaling,
    dispatch: (action) => (state = reduce(state, action)),
    loadDevice,
    acceptsDirect: () => true,
    budget: () => null,
    seated: (_joined, loaded) => void log.push(loaded === null ? 'seated without media' : 'seated'),
    resumed: () => void log.push('resumed'),
    lineLost: () => void log.push('line lost'),
    unseated: () => void log.push('unseated'),
    ended: () => void log.push('ended'),
  });
  const up = (recovered = false) => {
    line.connected = true;
    seat.up(recovered);
  };
  const down = () => {
    line.connected = false;
    for (const asked of line.open.splice(0)) asked.refuse(new SessionError('offline'));
    seat.down();
  };
  /** In the lobby, device loaded. */
  const wait = async () => {
    up();
    line.next('lobby:enter').answer(view);
    await settled();
  };
  /** In the call. */
  const call = async () => {
    await wait();
    void seat.join('Ana');
    line.next('join').answer(joined);
  };
  return { seat, line, log, identity, up, down, wait, call, state: () => state };
}

/** After what waits for promises that are settled already. */
export async function settled() {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}
