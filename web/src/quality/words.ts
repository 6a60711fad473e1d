/** The call's figures and findings in words. Pure. */
import type { MediaQuality, Participant, ReceivedQuality } from '@hangouts/protocol';
import { millisecondsInWords, numberIn, shareInWords } from '../language/format.js';
import type { Words } from '../language/words.js';
import type { Finding } from '../session/quality/finding.js';
import type { Path } from '../session/quality/reading.js';
import type { OtherSample, OwnSample, Sample } from '../session/quality/sample.js';

/** The way that media take, as a person may read it out on the telephone. */
export function pathWords(words: Words, path: Path | null): string {
  if (path === null) return words('quality:notYet');
  const protocol = path.protocol === 'udp' ? 'UDP' : 'TCP';
  return words(`quality:path.${path.relay ? 'relay' : path.end}`, { protocol });
}

/** What is so, and what to try; null where there is nothing to be done. */
export function findingWords(words: Words, finding: Finding): { title: string; help: string | null } {
  switch (finding.code) {
    case 'loss':
      return { title: lossWords(words, finding), help: words('quality:help.loss') };
    case 'slow': {
      const time = millisecondsInWords(words, finding.roundTrip);
      return { title: words('quality:found.slow', { time }), help: words('quality:help.slow') };
    }
    case 'line-receive':
      return {
        title: words('quality:found.line-receive', { count: finding.pictures }),
        help: words('quality:help.line-receive'),
      };
    case 'their-line': {
      const { name } = finding;
      return finding.gone
        ? { title: words('quality:found.their-line.gone', { name }), help: null }
        : {
            title: words('quality:found.their-line.weak', { name }),
            help: words('quality:help.their-line.weak', { name }),
          };
    }
    case 'frozen':
      return {
        title: words('quality:found.frozen', { name: finding.name }),
        help: words('quality:help.frozen'),
      };
    case 'relay':
      return { title: words('quality:found.relay'), help: null };
    default:
      return { title: words(`quality:found.${finding.code}`), help: words(`quality:help.${finding.code}`) };
  }
}

function lossWords(words: Words, lost: { received: number | null; sent: number | null }): string {
  const received = lost.received === null ? null : shareInWords(words, lost.received);
  const sent = lost.sent === null ? null : shareInWords(words, lost.sent);
  if (received === null) return words('quality:found.loss.sent', { sent });
  return sent === null
    ? words('quality:found.loss.received', { received })
    : words('quality:found.loss.both', { received, sent });
}

type Shown = 'camera' | 'screen';

function picture(
  words: Words,
  source: Shown,
  { width, height, rate }: Pick<OtherSample, 'width' | 'height' | 'rate'>,
): string {
  return words(`quality:what.${source}.picture`, { width, height, rate: numberIn(words, Math.round(rate)) });
}

/** What is said of a picture, and why it is no larger where that is known. */
type Reason = NonNullable<ReceivedQuality['heldBy']> | 'machine' | 'others';

function withReason(words: Words, said: string, reason: Reason | null): string {
  return reason === null ? said : words(`quality:smaller.${reason}`, { picture: said });
}

/** What of somebody comes here and why, one line each. */
export function receivedWords(
  words: Words,
  person: Pick<Participant, 'id' | 'sources' | 'connection' | 'weak'>,
  sample: Sample | null,
  server: MediaQuality | null,
): string[] {
  if (person.connection === 'reconnecting') return [words('quality:reconnecting')];
  const lines = (['screen', 'camera'] as const).flatMap((source) => {
    const sent = person.sources.some((one) => one.source === source && !one.paused);
    if (!sent) return source === 'camera' ? [words('quality:what.camera.off')] : [];
    const mine = (one: { participant: string; source: string }) =>
      one.participant === person.id && one.source === source;
    const seen = server?.received.find(mine);
    if (seen?.pausedBy === 'view') return [words(`quality:what.${source}.unseen`)];
    if (seen?.pausedBy === 'budget') return [words(`quality:what.${source}.saved`)];
    const comes = sample?.others.find(mine);
    if (comes === undefined || comes.width === 0 || comes.bitrate === 0) {
      return [words(`quality:what.${source}.nothing`)];
    }
    return [withReason(words, picture(words, source, comes), seen?.heldBy ?? null)];
  });
  const voice = server?.received.find((one) => one.participant === person.id && one.source === 'microphone');
  if (voice?.pausedBy === 'voices') lines.push(words('quality:voices'));
  const loss = Math.max(
    0,
    ...(sample?.others.flatMap((one) => (one.participant === person.id ? (one.loss ?? []) : [])) ?? []),
  );
  if (loss >= 0.01) lines.push(words('quality:lost', { share: shareInWords(words, loss, true) }));
  if (person.weak === true) lines.push(words('quality:weak'));
  return lines;
}

/** What one sends oneself and why, one line each. */
export function sentWords(words: Words, tracks: readonly OwnSample[]): string[] {
  const lines = tracks.flatMap((track) => {
    if (track.source === 'microphone') {
      return [words(track.paused ? 'quality:microphoneOff' : 'quality:microphoneOn')];
    }
    return track.source === 'screen-audio' ? [] : [ownPicture(words, track.source, track)];
  });
  return lines.length === 0 ? [words('quality:nothingSent')] : lines;
}

function ownPicture(words: Words, source: Shown, track: OwnSample): string {
  if (track.paused) return words(`quality:what.${source}.off`);
  if (track.layers > 0 && track.active === 0) return words(`quality:what.${source}.nobody`);
  if (track.width === 0 || track.bitrate === 0) return words(`quality:what.${source}.notSent`);
  return withReason(words, picture(words, source, track), whySmaller(track));
}

function whySmaller({ machine, line, active, layers }: OwnSample): Reason | null {
  if (machine >= 0.5) return 'machine';
  if (line >= 0.5) return 'line';
  return active < layers ? 'others' : null;
}
