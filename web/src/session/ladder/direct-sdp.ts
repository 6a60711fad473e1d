/**
 * Opus as the two pages are to send it and to play it. Browsers take the sender's options from the receiver's
 * description, and what they decode from their own.
 */
import type { Source } from '@hangouts/protocol';
import { isPicture, opusOptions, type OpusOptions } from '../encodings.js';

/**
 * The description with Opus's options (RFC 7587, section 6.1) for each section whose source is known. `hintOf` is what
 * this end's own track of a source says of itself.
 */
export function withOpusOptions(
  sdp: string,
  sections: readonly { mid: string; source: Source }[],
  hintOf: (source: Source) => string = () => '',
): string {
  const sources = new Map(sections.map(({ mid, source }) => [mid, source]));
  return withParameters(sdp, (section) => {
    const mid = /^a=mid:(.*?)\r?$/mu.exec(section)?.[1];
    const source = mid === undefined ? undefined : sources.get(mid);
    if (source === undefined || isPicture(source)) return {};
    return parametersOf(opusOptions(source, hintOf(source)));
  });
}

/** An own description with which the browser plays both channels of what comes in two (RFC 7587, section 7). */
export function playedInStereo(sdp: string): string {
  return withParameters(sdp, () => ({ stereo: 1 }));
}

type Parameters = Readonly<Record<string, number>>;

/** The description with these parameters in each section that has Opus. */
function withParameters(sdp: string, wanted: (section: string) => Parameters): string {
  return sdp
    .split(/^(?=m=)/mu)
    .map((section) => {
      const payload = /^a=rtpmap:(\d+) opus\//imu.exec(section)?.[1];
      if (payload === undefined) return section;
      const format = new RegExp(`^(a=fmtp:${payload} )(.*?)(\\r?)$`, 'mu');
      return section.replace(
        format,
        (_, head: string, parameters: string, end: string) =>
          head + changed(parameters, wanted(section)) + end,
      );
    })
    .join('');
}

function parametersOf({ opusDtx, opusFec, opusStereo, opusMaxAverageBitrate }: OpusOptions): Parameters {
  const stereo = Number(opusStereo);
  return {
    usedtx: Number(opusDtx),
    useinbandfec: Number(opusFec),
    stereo,
    'sprop-stereo': stereo,
    maxaveragebitrate: opusMaxAverageBitrate,
  };
}

function changed(parameters: string, options: Parameters): string {
  const kept = parameters
    .split(';')
    .filter((one) => !Object.hasOwn(options, one.split('=')[0]?.trim() ?? ''));
  return [...kept, ...Object.entries(options).map(([name, value]) => `${name}=${value}`)].join(';');
}
