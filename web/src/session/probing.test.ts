import { afterAll, beforeEach, expect, it, vi } from 'vitest';
import { rest } from './fixture.js';

const opened: string[] = [];

// The transport takes the browser's own when it is loaded.
vi.stubGlobal(
  'WebSocket',
  class {
    constructor(url: string) {
      opened.push(url);
    }
    close(): void {}
  },
);
const { probingWebSocket } = await import('./probing.js');

beforeEach(() => void opened.splice(0));
afterAll(() => void vi.unstubAllGlobals());

function transport({ failing, there = true }: { failing: boolean; there?: boolean }) {
  const asked = vi.fn(async () => there);
  const Transport = probingWebSocket(() => failing, asked);
  const one = new Transport({ hostname: 'localhost', query: {}, path: '/socket.io/', socket: {} });
  const errors: string[] = [];
  one.on('error', ({ message }) => errors.push(message));
  return { one, asked, errors };
}

it('opens at once where nothing has failed', () => {
  const { one, asked } = transport({ failing: false });
  one.open();
  expect(opened).toHaveLength(1);
  expect(asked).not.toHaveBeenCalled();
});

it('asks first where the last one failed, and opens once there is an answer', async () => {
  const { one, errors } = transport({ failing: true });
  one.open();
  expect(opened).toEqual([]);
  await rest();
  expect(opened).toHaveLength(1);
  expect(errors).toEqual([]);
});

it('opens nothing where there is no answer, and says so', async () => {
  const { one, errors } = transport({ failing: true, there: false });
  one.open();
  await rest();
  expect(opened).toEqual([]);
  expect(errors).toEqual(['no answer']);
});

it.each([true, false])('that was closed meanwhile does nothing with the answer %s', async (there) => {
  const { one, errors } = transport({ failing: true, there });
  one.open();
  one.close();
  await rest();
  expect(opened).toEqual([]);
  expect(errors).toEqual([]);
});
