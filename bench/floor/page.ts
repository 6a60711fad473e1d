/** The floor's page: camera open and websocket up, then join, load, produce, and consume → connect → resume. */
import { Device } from 'mediasoup-client';
import type { Transport } from 'mediasoup-client/types';
import { io, type Socket } from 'socket.io-client';
import { PICTURE } from '../../web/src/devices/capture.js';
import { soundConstraints } from '../../web/src/devices/sound.js';
import { cameraEncoding, opusOptions } from '../../web/src/session/encodings.js';
import type { ClientToServer, Offered, ServerToClient } from './wire.js';

type FloorSocket = Socket<ServerToClient, ClientToServer>;

const preview = element('#preview', HTMLVideoElement);
const button = element('#join', HTMLButtonElement);
const tiles = element('#tiles', HTMLElement);

const device = new Device();
const socket: FloorSocket = io({ transports: ['websocket'] });
const stream = await navigator.mediaDevices.getUserMedia({
  audio: soundConstraints({ noise: 'standard', original: false }),
  video: PICTURE,
});
preview.srcObject = stream;
if (!socket.connected) await new Promise<void>((resolve) => void socket.once('connect', resolve));
button.addEventListener('click', () => void join(), { once: true });
button.disabled = false;

async function join(): Promise<void> {
  button.disabled = true;
  const { rtpCapabilities, send, receive, producers } = await socket.emitWithAck('join', {
    room: location.pathname,
  });
  await device.load({ routerRtpCapabilities: rtpCapabilities });
  const sending = device.createSendTransport(send);
  const receiving = device.createRecvTransport(receive);
  for (const transport of [sending, receiving]) {
    transport.on('connect', ({ dtlsParameters }, connected, failed) => {
      socket.emitWithAck('open', { transport: transport.id, dtlsParameters }).then(() => connected(), failed);
    });
  }
  sending.on('produce', ({ kind, rtpParameters }, produced, failed) => {
    socket.emitWithAck('produce', { kind, rtpParameters }).then((id) => produced({ id }), failed);
  });
  socket.on('offered', (offered) => void consume(receiving, offered));
  await produce(sending);
  await Promise.all(producers.map((offered) => consume(receiving, offered)));
}

/** Sends the camera and the microphone, encoded as the product encodes them. */
async function produce(sending: Transport): Promise<void> {
  const [camera] = stream.getVideoTracks();
  const [microphone] = stream.getAudioTracks();
  const producing = [];
  if (camera !== undefined) {
    const { width = 640, height = 480 } = camera.getSettings();
    const { encodings, startBitrate } = cameraEncoding({ width, height }, 'video/VP8');
    const codec = device.recvRtpCapabilities.codecs?.find(({ mimeType }) => mimeType === 'video/VP8');
    producing.push(
      sending.produce({
        track: camera,
        encodings,
        codecOptions: { videoGoogleStartBitrate: startBitrate },
        stopTracks: false,
        ...(codec !== undefined && { codec }),
      }),
    );
  }
  if (microphone !== undefined) {
    producing.push(
      sending.produce({
        track: microphone,
        codecOptions: { ...opusOptions('microphone') },
        stopTracks: false,
      }),
    );
  }
  await Promise.all(producing);
}

/** Receives a track, and shows it as soon as it is there. */
async function consume(receiving: Transport, { producer, participant }: Offered): Promise<void> {
  const { recvRtpCapabilities } = device;
  const consumer = await receiving.consume(
    await socket.emitWithAck('consume', { producer, rtpCapabilities: recvRtpCapabilities }),
  );
  const media = show(consumer.kind, consumer.track, participant);
  socket.on('ended', (id) => {
    if (id !== consumer.id) return;
    consumer.close();
    media.remove();
  });
  await socket.emitWithAck('resume', { consumer: consumer.id });
}

/** Puts a track on the page: a picture as a tile that says whose it is, a voice as a sound. */
function show(kind: string, track: MediaStreamTrack, participant: string): HTMLElement {
  const media = document.createElement(kind === 'video' ? 'video' : 'audio');
  media.autoplay = true;
  media.srcObject = new MediaStream([track]);
  const tile = document.createElement('div');
  if (media instanceof HTMLVideoElement) {
    media.muted = true;
    media.playsInline = true;
    Object.assign(tile.dataset, { participant, self: 'false', source: 'camera' });
  }
  tile.append(media);
  tiles.append(tile);
  return tile;
}

function element<E extends HTMLElement>(selector: string, type: new () => E): E {
  const found = document.querySelector(selector);
  if (!(found instanceof type)) throw new Error(`No ${selector} on this page`);
  return found;
}
