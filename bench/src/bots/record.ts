/**
 * Records what the bots send, from the product's page in a real Chromium, through the product's own server:
 * `node --import tsx bench/src/bots/record.ts` after `npm run bench -- page` has built both. The file is in the
 * repository; record it anew when the camera's encodings change.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { observer } from 'mediasoup';
import type { Consumer, Producer, Router } from 'mediasoup/types';
import { Caller } from '../../../e2e/support/caller.js';
import { startChromium } from '../../../e2e/support/chromium.js';
import { Person } from '../../../e2e/support/person.js';
import { freePorts } from '../../../e2e/support/ports.js';
import { startApp } from '../../../server/src/app.js';
import { readConfig } from '../../../server/src/config/read.js';
import { createLog } from '../../../server/src/log.js';
import { composeLoop, type HeardPacket } from './recording/compose.js';
import { FILE, PICTURE } from './recording/recording.js';
import { writeDump } from './recording/rtpdump.js';
import { readRtp } from './rtp/packet.js';

/** How long the encoder takes at most to send all its layers in full, and what is recorded after that. */
const WARM_UP = 15_000;
const LENGTH = 6_000;
const MARGIN = 1_500;

const LOOKS = { hue: 200, tone: 440, size: PICTURE };

/** Every track that is published, tapped with all its layers. */
const taps: Tap[] = [];
interface Tap {
  consumer: Consumer;
  heard: HeardPacket[];
}

observer.on('newworker', (worker) => {
  worker.observer.on('newrouter', (router) => {
    router.observer.on('newtransport', (transport) => {
      transport.observer.on('newproducer', (producer) => void tap(router, producer));
    });
  });
});

const dataDir = await mkdtemp(join(tmpdir(), 'hangouts-record-'));
const port = await freePorts(2);
const config = readConfig({
  ...process.env,
  PORT: String(port),
  RTC_PORT: String(port + 1),
  TLS: 'off',
  WORKERS: '1',
  DATA_DIR: dataDir,
});
const app = await startApp(config, createLog('warn'));
const chromium = await startChromium({ looks: LOOKS });
try {
  const url = `http://localhost:${port}`;
  const somebody = await Person.in(chromium, 'Somebody', LOOKS);
  await somebody.joins(`${url}/r/recording`);
  // Two who look at everything, so that the server carries it and all of it is sent.
  const lookers = await Promise.all(['Ana', 'Ben'].map((name) => Caller.withMedia(url, 'recording', name)));
  await delay(WARM_UP);
  for (const { consumer } of taps) if (consumer.kind === 'video') await consumer.requestKeyFrame();
  await delay(LENGTH + MARGIN);
  const [voice, picture] = ['audio', 'video'].map((kind) =>
    taps.find(({ consumer }) => consumer.kind === kind),
  );
  if (voice === undefined || picture === undefined) throw new Error('Camera or microphone was not published');
  const layers = (picture.consumer.rtpParameters.encodings ?? []).map(({ ssrc }) =>
    picture.heard.filter((packet) => packet.ssrc === ssrc),
  );
  const loop = composeLoop({ layers, voice: voice.heard, length: LENGTH });
  const dump = writeDump(loop);
  await writeFile(FILE, dump);
  process.stdout.write(`${loop.length} packets, ${dump.length} bytes\n`);
  for (const { caller } of lookers) caller.leave();
} finally {
  await chromium.close();
  await app.close();
  await rm(dataDir, { recursive: true, force: true });
}
process.exit();

async function tap(router: Router, producer: Producer): Promise<void> {
  const transport = await router.createDirectTransport();
  const consumer = await transport.consume({
    producerId: producer.id,
    rtpCapabilities: router.rtpCapabilities,
    pipe: true,
  });
  const heard: HeardPacket[] = [];
  consumer.on('rtp', (packet) => heard.push({ arrived: performance.now(), ...readRtp(packet) }));
  taps.push({ consumer, heard });
}
