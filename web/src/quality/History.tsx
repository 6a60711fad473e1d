import { bitrateInWords, millisecondsInWords, shareInWords } from '../language/format.js';
import { useWords } from '../language/useWords.js';
import type { Words } from '../language/words.js';
import type { Sample } from '../session/quality/sample.js';
import { linePath, spanWords } from './history.js';
import styles from './Quality.module.css';

interface Row {
  name: 'roundTrip' | 'lostHere' | 'lostThere' | 'receiving' | 'sending';
  value(sample: Sample): number | null;
  say(words: Words, value: number): string;
  /** The least that the top of the line stands for, so that small changes stay small. */
  floor: number;
}

const share = (words: Words, part: number) => shareInWords(words, part, true);
const ROWS: readonly Row[] = [
  { name: 'roundTrip', value: (sample) => sample.roundTrip, say: millisecondsInWords, floor: 100 },
  { name: 'lostHere', value: ({ receive }) => receive.loss, say: share, floor: 0.05 },
  { name: 'lostThere', value: ({ send }) => send.loss, say: share, floor: 0.05 },
  { name: 'receiving', value: ({ receive }) => receive.bitrate, say: bitrateInWords, floor: 500_000 },
  { name: 'sending', value: ({ send }) => send.bitrate, say: bitrateInWords, floor: 500_000 },
];

const MINUTES = 3;
/** Samples in a minute, and those that fill the picture: the first minute has the whole width. */
const A_MINUTE = 30;
const MOST = MINUTES * A_MINUTE;
const WIDTH = 160;
const HEIGHT = 28;

/** The last minutes as small lines, each with what it stands at. */
export function History({ samples }: { samples: readonly Sample[] }) {
  const words = useWords();
  const shown = samples.slice(-MOST);
  const slots = Math.max(A_MINUTE, shown.length);
  return (
    <ul className={styles.rows}>
      {ROWS.map(({ name, value, say, floor }) => {
        const values = shown.map(value);
        const title = words(`quality:row.${name}`);
        const now = values.findLast((one) => one !== null) ?? null;
        return (
          <li key={name} className={styles.row}>
            <span aria-hidden="true">{title}</span>
            <span className={styles.rowValue} aria-hidden="true">
              {now === null ? '–' : say(words, now)}
            </span>
            <span className="said">{spanWords(words, title, values, MINUTES, (one) => say(words, one))}</span>
            <svg
              className={styles.line}
              viewBox={`0 -2 ${WIDTH} ${HEIGHT + 4}`}
              preserveAspectRatio="none"
              aria-hidden="true"
            >
              <path
                d={linePath(values, { width: WIDTH, height: HEIGHT, slots, floor })}
                vectorEffect="non-scaling-stroke"
              />
            </svg>
          </li>
        );
      })}
    </ul>
  );
}
