import { expect, it } from 'vitest';
import { createMetrics } from './metrics.js';

it('counts in a registry of its own', async () => {
  const one = createMetrics();
  const other = createMetrics();
  one.refused('invalid');
  one.refused('invalid');
  one.refused('room-full');
  one.oversizedFrame();
  one.joined('resumed');
  one.directAttempted();
  one.directFailed('silent');
  one.workerDied();
  one.voiceSwitched(false, 48);
  one.answered(404);
  const text = await one.text();
  expect(text).toContain('hangouts_refused_total{code="invalid"} 2');
  expect(text).toContain('hangouts_refused_total{code="room-full"} 1');
  expect(text).toContain('hangouts_oversized_frames_total 1');
  expect(text).toContain('hangouts_joins_total{seat="resumed"} 1');
  expect(text).toContain('hangouts_direct_attempts_total 1');
  expect(text).toContain('hangouts_direct_failures_total{reason="silent"} 1');
  expect(text).toContain('hangouts_worker_deaths_total 1');
  expect(text).toContain('hangouts_voice_switches_total{to="withheld"} 1');
  expect(text).toContain('hangouts_voice_consumer_calls_total{call="pause"} 48');
  expect(text).toContain('hangouts_http_responses_total{status="4xx"} 1');
  expect(await other.text()).not.toContain('invalid');
  one.close();
  other.close();
});

it('reads the numbers of now at each scrape', async () => {
  const metrics = createMetrics();
  expect(await metrics.text()).toContain('hangouts_rooms 0');
  let rooms = 1;
  metrics.observe({
    sockets: () => 5,
    rooms: () => rooms,
    participants: () => 4,
    rungs: () => ({ direct: 1, room: 0 }),
  });
  expect(await metrics.text()).toContain('hangouts_rooms 1');
  rooms = 2;
  const text = await metrics.text();
  expect(text).toContain('hangouts_rooms 2');
  expect(text).toContain('hangouts_sockets 5');
  expect(text).toContain('hangouts_rungs{rung="direct"} 1');
  expect(text).toContain('hangouts_rungs{rung="room"} 0');
  expect(text).toContain('hangouts_participants 4');
  expect(text).toMatch(/process_resident_memory_bytes \d{7,}/);
  expect(text).toMatch(/nodejs_eventloop_lag_max_seconds \d/);
  metrics.close();
});
