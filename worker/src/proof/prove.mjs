/**
 * Proves a mediasoup-worker binary: `node prove.mjs BINARY` ends with 0 where
 * media, its control packets and data went through that binary, both ways, over
 * a real ICE, DTLS and SRTP connection. A worker that starts proves nothing: it
 * has to survive a handshake.
 *
 * A program of its own because its peer, a native library, aborts the process
 * when it is unhappy.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { createWorker } from 'mediasoup';
import { PeerConnection, Video, cleanup } from 'node-datachannel';
import { VP8_KEY_FRAME_START, pictureLossIndication, readPacket, rtpPacket } from './packets.mjs';
import { answerSdp, fingerprintOf } from './sdp.mjs';

/** @import { types } from 'mediasoup' */

/** @typedef {Awaited<ReturnType<typeof createEcho>>} Echo */

const SSRC = 0x1234abcd;
const STREAM_ID = 1;
const RESEND_MS = 20;
const LIMIT_MS = 10_000;
const FRAME = Buffer.concat([VP8_KEY_FRAME_START, Buffer.from('a frame')]);
const MESSAGE = 'a message';

const workerBin = process.argv[2];
if (!workerBin) throw new Error('Usage: node prove.mjs BINARY');

const worker = await createWorker({ workerBin, logLevel: 'warn' });
const death = new Promise((_, reject) => worker.once('died', reject));
const echo = await createEcho(await worker.createRouter({ mediaCodecs: [vp8()] }));
const client = new PeerConnection('proof', {
  iceServers: [],
  bindAddress: '127.0.0.1',
  disableAutoNegotiation: true,
});
await Promise.race([exchange(client, echo), death]);
console.log('proved');
client.close();
worker.close();
cleanup();

/** @returns {types.RouterRtpCodecCapability & { preferredPayloadType: number }} */
function vp8() {
  return {
    kind: 'video',
    mimeType: 'video/VP8',
    clockRate: 90_000,
    preferredPayloadType: 101,
    rtcpFeedback: [{ type: 'nack', parameter: 'pli' }],
  };
}

/**
 * A transport that sends to its peer what the peer sends to it.
 *
 * @param {types.Router} router
 */
async function createEcho(router) {
  const transport = await router.createWebRtcTransport({
    listenInfos: [{ protocol: 'udp', ip: '127.0.0.1' }],
    enableSctp: true,
  });
  const { preferredPayloadType: payloadType, ...codec } = vp8();
  const producer = await transport.produce({
    kind: 'video',
    rtpParameters: { codecs: [{ ...codec, payloadType }], encodings: [{ ssrc: SSRC }] },
  });
  const consumer = await transport.consume({
    producerId: producer.id,
    rtpCapabilities: router.rtpCapabilities,
  });
  await consumer.enableTraceEvent(['pli']);
  const dataProducer = await transport.produceData({
    sctpStreamParameters: { streamId: STREAM_ID, ordered: true },
  });
  const dataConsumer = await transport.consumeData({ dataProducerId: dataProducer.id });
  return { transport, payloadType, consumer, dataConsumer };
}

/**
 * Connects the peer to the echo and resolves when everything has come through.
 *
 * @param {PeerConnection} peer
 * @param {Echo} echo
 */
async function exchange(peer, { transport, payloadType, consumer, dataConsumer }) {
  const ssrc = consumer.rtpParameters.encodings?.[0]?.ssrc;
  const returnId = dataConsumer.sctpStreamParameters?.streamId;
  if (ssrc === undefined || returnId === undefined) throw new Error('The consumers have no stream ids.');

  const video = new Video('video', 'SendRecv');
  video.addVP8Codec(payloadType);
  video.addSSRC(SSRC, 'proof');
  const track = peer.addTrack(video);
  const outgoing = peer.createDataChannel('out', { negotiated: true, id: STREAM_ID });
  const incoming = peer.createDataChannel('in', { negotiated: true, id: returnId });

  const missing = new Set([
    'media, there and back',
    'a key frame request to the peer',
    'a key frame request from the peer',
    'data, there and back',
  ]);
  track.onMessage((packet) => {
    const read = readPacket(packet);
    if (read.kind === 'rtcp' && read.asksKeyFrame) missing.delete('a key frame request to the peer');
    if (read.kind === 'rtp' && read.ssrc === ssrc && read.payload.equals(FRAME))
      missing.delete('media, there and back');
  });
  consumer.on('trace', ({ type }) => {
    if (type === 'pli') missing.delete('a key frame request from the peer');
  });
  incoming.onMessage((message) => {
    if (message === MESSAGE) missing.delete('data, there and back');
  });

  const offer = await localOffer(peer);
  await transport.connect({ dtlsParameters: { role: 'client', fingerprints: [fingerprintOf(offer)] } });
  peer.setRemoteDescription(answerSdp({ transport, payloadType, ssrc }), 'answer');

  const deadline = Date.now() + LIMIT_MS;
  for (let sequence = 1; missing.size > 0; sequence += 1) {
    if (Date.now() > deadline) {
      throw new Error(`Peer ${peer.state()}; did not come through: ${[...missing].join('; ')}.`);
    }
    if (track.isOpen()) {
      const timestamp = sequence * RESEND_MS * 90;
      track.sendMessageBinary(rtpPacket({ payloadType, sequence, timestamp, ssrc: SSRC, payload: FRAME }));
      track.sendMessageBinary(pictureLossIndication({ sender: SSRC, media: ssrc }));
    }
    if (outgoing.isOpen()) outgoing.sendMessage(MESSAGE);
    await delay(RESEND_MS);
  }
}

/** @param {PeerConnection} peer */
function localOffer(peer) {
  /** @type {Promise<string>} */
  const offer = new Promise((resolve) => peer.onLocalDescription(resolve));
  peer.setLocalDescription('offer');
  return offer;
}
