import type { Sample } from '../session/quality/sample.js';
import { linePath, spanWords } from './history.js';
import styles from './Quality.module.css';
import { bitrate, milliseconds, percent } from './words.js';

interface Row {
  name: string;
  value(sample: Sample): number | null;
  say(value: number): string;
  /** The least that the top of the line stands for, so that small changes stay small. */
  floor: number;
}

const ROWS: readonly Row[] = [
  { name: 'Round trip', value: (sample) => sample.roundTrip, say: milliseconds, floor: 100 },
  { name: 'Lost on the way here', value: ({ receive }) => receive.loss, say: percent, floor: 0.05 },
  { name: 'Lost on the way there', value: ({ send }) => send.loss, say: percent, floor: 0.05 },
  { name: 'Receiving', value: ({ receive }) => receive.bitrate, say: bitrate, floor: 500_000 },
  { name: 'Sending', value: ({ send }) => send.bitrate, say: bitrate, floor: 500_000 },
];

const MINUTES = 3;
/** Samples in a minute, and those that fill the picture: the first minute has the whole width. */
const A_MINUTE = 30;
const MOST = MINUTES * A_MINUTE;
const WIDTH = 160;
const HEIGHT = 28;

/** The last minutes as small lines, each with what it stands at. */
export function History({ samples }: { samples: readonly Sample[] }) {
  const shown = samples.slice(-MOST);
  const slots = Math.max(A_MINUTE, shown.length);
  return (
    <ul className={styles.rows}>
      {ROWS.map(({ name, value, say, floor }) => {
        const values = shown.map(value);
        const now = values.findLast((one) => one !== null) ?? null;
        return (
          <li key={name} className={styles.row}>
            <span aria-hidden="true">{name}</span>
            <span className={styles.rowValue} aria-hidden="true">
              {now === null ? '–' : say(now)}
            </span>
            <span className="said">{spanWords(name, values, MINUTES, say)}</span>
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
