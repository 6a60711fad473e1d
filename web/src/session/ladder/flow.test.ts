import { expect, it } from 'vitest';
import { flowOf, readFlow } from './flow.js';

it.each([
  ['nothing', [], { packets: 0, frames: 0, report: null, sound: null }],
  [
    'a picture with its report',
    [
      { type: 'codec' },
      { type: 'inbound-rtp', packetsReceived: 7, framesDecoded: 3 },
      { type: 'remote-outbound-rtp', remoteTimestamp: 1_000, packetsSent: 8 },
    ],
    { packets: 7, frames: 3, report: { at: 1_000, sent: 8 }, sound: null },
  ],
  [
    'sound without a report',
    [{ type: 'inbound-rtp', packetsReceived: 7, totalAudioEnergy: 0.5, totalSamplesDuration: 2 }],
    { packets: 7, frames: 0, report: null, sound: { energy: 0.5, seconds: 2 } },
  ],
])('%s', (_, stats, flow) => {
  expect(flowOf(stats)).toEqual(flow);
});

it('is nothing where nothing can be asked', async () => {
  const gone = () => Promise.reject(new DOMException('closed', 'InvalidStateError'));
  expect(await readFlow(undefined)).toBeNull();
  expect(await readFlow({ getStats: gone })).toBeNull();
});
