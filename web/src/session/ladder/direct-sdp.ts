/** Opus as the other page is to send it. Browsers take the sender's options from the receiver's description. */
import type { Source } from '@hangouts/protocol';
import { opusOptions } from '../encodings.js';

/** The description with Opus's options (RFC 7587, section 6.1) for each section whose source is known. */
export function withOpusOptions(sdp: string, sections: readonly { mid: string; source: Source }[]): string {
  const sources = new Map(sections.map(({ mid, source }) => [mid, source]));
  return sdp
    .split(/^(?=m=)/mu)
    .map((section) => {
      const mid = /^a=mid:(.*?)\r?$/mu.exec(section)?.[1];
      const source = mid === undefined ? undefined : sources.get(mid);
      const payload = /^a=rtpmap:(\d+) opus\//imu.exec(section)?.[1];
      if (payload === undefined || (source !== 'microphone' && source !== 'screen-audio')) return section;
      const format = new RegExp(`^(a=fmtp:${payload} )(.*?)(\\r?)$`, 'mu');
      return section.replace(
        format,
        (_, head: string, parameters: string, end: string) => head + withOptions(parameters, source) + end,
      );
    })
    .join('');
}

function withOptions(parameters: string, source: 'microphone' | 'screen-audio'): string {
  const { opusDtx, opusFec, opusStereo, opusMaxAverageBitrate } = opusOptions(source);
  const [dtx, fec, stereo] = [opusDtx, opusFec, opusStereo].map(Number);
  const options = {
    usedtx: dtx,
    useinbandfec: fec,
    stereo,
    'sprop-stereo': stereo,
    maxaveragebitrate: opusMaxAverageBitrate,
  };
  const kept = parameters
    .split(';')
    .filter((one) => !Object.hasOwn(options, one.split('=')[0]?.trim() ?? ''));
  return [...kept, ...Object.entries(options).map(([name, value]) => `${name}=${value}`)].join(';');
}
