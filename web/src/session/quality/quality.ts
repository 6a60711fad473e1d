/** How the call goes, looked at every two seconds while it lasts. */
import type { MediaQuality } from '@hangouts/protocol';
import { changeable } from '../readable.js';
import { connectionOf } from '../select.js';
import type { Readable, Session } from '../session.js';
import { diagnose } from './diagnose.js';
import type { Finding } from './finding.js';
import { readReports, type Reading } from './reading.js';
import type { Sample } from './sample.js';
import { summarise } from './summarise.js';

/** Milliseconds between two samples, and how many are kept: five minutes. */
export const INTERVAL = 2_000;
const KEPT = 150;
/** The server is asked with every second sample, and only while somebody looks at the answer. */
const SERVER_EVERY = 2;
const VIEWS_KEPT = 3;

export interface QualityState {
  /** Oldest first. */
  samples: readonly Sample[];
  /** The server's last views, oldest first; empty where nobody looks. */
  views: readonly MediaQuality[];
  /** The worst first. */
  findings: readonly Finding[];
}

export interface Quality {
  readonly state: Readable<QualityState>;
  /** Asks the server too, until the function that it gives is called. */
  watch(): () => void;
  stop(): void;
}

const NOTHING: QualityState = { samples: [], views: [], findings: [] };

/** Follows a session that is in its call. */
export function followQuality(
  session: Pick<Session, 'state' | 'localTracks' | 'report' | 'quality'>,
  now: () => number = () => performance.now(),
): Quality {
  const state = changeable<QualityState>(NOTHING);
  let previous: Reading | null = null;
  let watchers = 0;
  let taken = 0;
  let looking = false;
  let stopped = false;

  const look = async () => {
    const reports = await session.report();
    const reading = readReports(now(), reports);
    const before = previous;
    previous = reading;
    if (before === null || stopped) return;
    const tracks = session.localTracks.get().map(({ source, paused, track }) => ({
      source,
      paused,
      muted: track.muted,
    }));
    const samples = [...state.get().samples, summarise(before, reading, tracks)].slice(-KEPT);
    show({ ...state.get(), samples });
    taken += 1;
    if (watchers > 0 && taken % SERVER_EVERY === 0) await askServer();
  };
  const askServer = async () => {
    const view = await session.quality().catch(() => null);
    if (stopped || watchers === 0 || view === null) return;
    show({ ...state.get(), views: [...state.get().views, view].slice(-VIEWS_KEPT) });
  };
  const show = ({ samples, views }: Omit<QualityState, 'findings'>) => {
    const room = session.state.get();
    const { you, participants } = room;
    const findings = diagnose({ samples, views, you, participants, connection: connectionOf(room) });
    state.set({ samples, views, findings });
  };
  const tick = async () => {
    // One look at a time: on a machine that is busy they come less often.
    if (looking) return;
    looking = true;
    // What cannot be measured now, because the link is just changing, is measured with the next.
    await look().catch(() => undefined);
    looking = false;
  };
  const timer = setInterval(() => void tick(), INTERVAL);
  void tick();

  return {
    state,
    watch() {
      watchers += 1;
      void askServer();
      return () => {
        watchers -= 1;
        if (watchers === 0 && !stopped) show({ ...state.get(), views: [] });
      };
    },
    stop() {
      stopped = true;
      clearInterval(timer);
    },
  };
}
