/** The call's figures in words. Pure. */
import type { MediaQuality, Participant, ReceivedQuality } from '@hangouts/protocol';
import type { Path } from '../session/quality/reading.js';
import type { OtherSample, OwnSample, Sample } from '../session/quality/sample.js';

/** The way that media take, as a person may read it out on the telephone. */
export function pathWords(path: Path | null): string {
  if (path === null) return 'Not yet';
  const protocol = path.protocol === 'udp' ? 'UDP' : 'TCP';
  const end = path.end === 'server' ? 'to the server' : 'straight to the other';
  return path.relay ? `${protocol}, through a relay` : `${protocol}, ${end}`;
}

export const VERDICTS = {
  good: 'Your call is fine.',
  fair: 'Your call could be better.',
  bad: 'Something is wrong with your call.',
} as const;

export function milliseconds(value: number | null): string {
  if (value === null) return 'not known';
  return value < 1 ? 'under 1 ms' : `${Math.round(value)} ms`;
}

/** A part, 0 to 1, in percent; one decimal where it is small. */
export function percent(part: number | null): string {
  if (part === null) return 'not known';
  const value = part * 100;
  return `${value > 0 && value < 10 ? value.toFixed(1) : Math.round(value)} %`;
}

/** Bits per second. */
export function bitrate(bits: number): string {
  return bits < 999_500 ? `${Math.round(bits / 1_000)} kbit/s` : `${(bits / 1_000_000).toFixed(1)} Mbit/s`;
}

function picture({ width, height, rate }: Pick<OtherSample, 'width' | 'height' | 'rate'>): string {
  return `${width} × ${height}, ${Math.round(rate)} frames a second`;
}

const HELD: Record<NonNullable<ReceivedQuality['heldBy']>, string> = {
  tile: 'as large as the tile needs',
  line: 'smaller, because your line is narrow',
  sender: 'smaller, because more does not come from there',
  budget: 'smaller, to save data',
};

/** What of somebody comes here and why, one line each. */
export function receivedWords(
  person: Pick<Participant, 'id' | 'sources' | 'connection' | 'weak'>,
  sample: Sample | null,
  server: MediaQuality | null,
): string[] {
  if (person.connection === 'reconnecting') return ['Reconnecting'];
  const lines = (['screen', 'camera'] as const).flatMap((source) => {
    const sent = person.sources.some((one) => one.source === source && !one.paused);
    if (!sent) return source === 'camera' ? ['Camera off'] : [];
    const mine = (one: { participant: string; source: string }) =>
      one.participant === person.id && one.source === source;
    const seen = server?.received.find(mine);
    const name = source === 'screen' ? 'Screen' : 'Camera';
    if (seen?.pausedBy === 'view') return [`${name} not in sight, so it is not sent`];
    if (seen?.pausedBy === 'budget') return [`${name} not sent, to save data`];
    const comes = sample?.others.find(mine);
    if (comes === undefined || comes.width === 0 || comes.bitrate === 0) return [`${name}: nothing comes`];
    const why = seen?.heldBy == null ? '' : `, ${HELD[seen.heldBy]}`;
    return [`${name} ${picture(comes)}${why}`];
  });
  const voice = server?.received.find((one) => one.participant === person.id && one.source === 'microphone');
  if (voice?.pausedBy === 'voices') lines.push('Voice not sent just now: others are louder');
  const loss = Math.max(
    0,
    ...(sample?.others.flatMap((one) => (one.participant === person.id ? (one.loss ?? []) : [])) ?? []),
  );
  if (loss >= 0.01) lines.push(`${percent(loss)} lost on the way`);
  if (person.weak === true) lines.push('Weak connection at the other end');
  return lines;
}

/** What one sends oneself and why, one line each. */
export function sentWords(tracks: readonly OwnSample[]): string[] {
  const lines = tracks.flatMap((track) => {
    if (track.source === 'microphone') return [track.paused ? 'Microphone off' : 'Microphone on'];
    if (track.source === 'screen-audio') return [];
    return [`${track.source === 'screen' ? 'Screen' : 'Camera'} ${ownPicture(track)}`];
  });
  return lines.length === 0 ? ['Nothing is sent'] : lines;
}

function ownPicture(track: OwnSample): string {
  if (track.paused) return 'off';
  if (track.layers > 0 && track.active === 0) return 'not sent, because nobody looks at it';
  if (track.width === 0 || track.bitrate === 0) return 'not sent';
  return `${picture(track)}${whySmaller(track)}`;
}

function whySmaller({ machine, line, active, layers }: OwnSample): string {
  if (machine >= 0.5) return ', smaller, because this computer is busy';
  if (line >= 0.5) return ', smaller, because your line is narrow';
  return active < layers ? ', as large as the others show it' : '';
}
