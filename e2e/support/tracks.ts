import type { RequestInput } from '@hangouts/protocol';

type Publication = RequestInput<'media:produce'>;

/** An Opus track as a browser would publish it, without anything being sent. */
export function microphone(ssrc: number, paused = false): Publication {
  return {
    source: 'microphone',
    paused,
    rtpParameters: {
      mid: String(ssrc),
      codecs: [
        {
          mimeType: 'audio/opus',
          payloadType: 111,
          clockRate: 48_000,
          channels: 2,
          parameters: { useinbandfec: 1 },
        },
      ],
      encodings: [{ ssrc }],
      rtcp: { cname: 'e2e', reducedSize: true },
    },
  };
}

/** A VP8 track. */
export function picture(source: 'camera' | 'screen', ssrc: number): Publication {
  return {
    source,
    paused: false,
    rtpParameters: {
      mid: String(ssrc),
      codecs: [{ mimeType: 'video/VP8', payloadType: 96, clockRate: 90_000 }],
      encodings: [{ ssrc }],
      rtcp: { cname: 'e2e', reducedSize: true },
    },
  };
}
