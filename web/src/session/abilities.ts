/** Asks this browser what its machine encodes in hardware (Media Capabilities, with the modes of webrtc-svc). */
import { NO_ABILITIES, type EncoderAbilities, type VideoMimeType } from './codecs.js';

type Question = Omit<VideoConfiguration, 'contentType'>;
type Answer = [codec: VideoMimeType, isInHardware: boolean];

const CAMERA: Question = { width: 1280, height: 720, framerate: 30, bitrate: 1_700_000 };
const SCREEN: Question = { width: 1920, height: 1080, framerate: 15, bitrate: 2_500_000 };

/** Never rejects: a browser that does not tell, or knows no modes, is taken for one without hardware. */
export async function findAbilities(): Promise<EncoderAbilities> {
  try {
    const [cameras, screen] = await Promise.all([
      Promise.all([
        ask('video/VP9', { ...CAMERA, scalabilityMode: 'L3T3_KEY' }),
        ask('video/H264', { ...CAMERA, scalabilityMode: 'L1T2' }),
      ]),
      ask('video/AV1', { ...SCREEN, scalabilityMode: 'L1T3' }),
    ]);
    return { cameras: inHardware(cameras), screens: inHardware([screen]) };
  } catch {
    return NO_ABILITIES;
  }
}

async function ask(codec: VideoMimeType, video: Question): Promise<Answer> {
  const question: MediaEncodingConfiguration = { type: 'webrtc', video: { contentType: codec, ...video } };
  const { supported, smooth, powerEfficient } = await navigator.mediaCapabilities.encodingInfo(question);
  return [codec, supported && smooth && powerEfficient];
}

function inHardware(answers: readonly Answer[]): Set<VideoMimeType> {
  return new Set(answers.flatMap(([codec, isInHardware]) => (isInHardware ? [codec] : [])));
}
