/** Has what one says written down and shown to everybody, for as long as that is wanted and the microphone is on. */
import type { RequestInput } from '@hangouts/protocol';
import { CAPTION_LENGTH } from '@hangouts/protocol/limits';
import type { Devices } from '../../devices/devices.js';
import { recognise, type Heard, type RecognitionProblem } from '../../devices/recognition.js';
import type { Changeable } from '../../session/readable.js';
import { selfOf, sourceRefusal } from '../../session/select.js';
import type { Session } from '../../session/session.js';
import type { RoomState } from '../../session/state.js';

/** How often a line that is not sure yet is told, in milliseconds. */
const PACE = 800;

export interface SayCaptionsDeps {
  session: Pick<Session, 'state' | 'sayCaption'>;
  devices: Pick<Devices, 'state'>;
  /** Whether it is wanted; switched off where it cannot be. */
  wanted: Changeable<boolean>;
  /** What is spoken (BCP 47). */
  language: string;
  problem(why: RecognitionProblem): void;
  recognise?: typeof recognise;
}

/** Follows what is wanted and the microphone; gives the way to stop. */
export function sayCaptions(deps: SayCaptionsDeps): () => void {
  const { session, devices, wanted } = deps;
  let listening: { track: MediaStreamTrack; stop(): void } | null = null;

  const follow = () => {
    const track = trackToHear(deps);
    if (track === (listening?.track ?? null)) return;
    listening?.stop();
    // The server passes on no word of whom it still has as muted: what is heard before would be lost.
    const begins = track !== null && isHeard(session.state.get());
    listening = begins ? { track, stop: listenTo(track, deps) } : null;
  };

  const stops = [session.state.subscribe(follow), devices.state.subscribe(follow), wanted.subscribe(follow)];
  follow();
  return () => {
    for (const stop of stops) stop();
    listening?.stop();
    listening = null;
  };
}

/** The microphone, while it is on and may be, and this is wanted. */
function trackToHear({ session, devices, wanted }: SayCaptionsDeps): MediaStreamTrack | null {
  const state = session.state.get();
  const { microphone } = devices.state.get();
  if (!wanted.get() || state.phase !== 'in-call' || !microphone.wanted) return null;
  return sourceRefusal(state, 'microphone') === null ? microphone.track : null;
}

/** Whether the server has one's microphone as on. */
function isHeard(state: RoomState): boolean {
  const sources = selfOf(state)?.sources ?? [];
  return sources.some(({ source, paused }) => source === 'microphone' && !paused);
}

function listenTo(track: MediaStreamTrack, deps: SayCaptionsDeps): () => void {
  const { language } = deps;
  const told = paced((said) => deps.session.sayCaption({ ...said, language }));
  const stop = (deps.recognise ?? recognise)({
    track,
    language,
    heard: told.add,
    problem(why) {
      deps.wanted.set(false);
      deps.problem(why);
    },
  });
  return () => {
    stop();
    told.stop();
  };
}

type Said = Omit<RequestInput<'caption:say'>, 'language'>;

/** Tells what stays at once, and what is not sure yet now and then, the last of it. */
function paced(tell: (said: Said) => Promise<void>) {
  let pending: Heard | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  const send = (heard: Heard) => {
    const text = lastOf(heard.text);
    // One that is lost is told again, better, or is over.
    if (text !== '') tell({ ...heard, text }).catch(() => undefined);
  };
  const flush = () => {
    timer = null;
    if (pending === null) return;
    send(pending);
    pending = null;
    timer = setTimeout(flush, PACE);
  };
  return {
    add(heard: Heard) {
      if (heard.final) {
        if (pending?.line === heard.line) pending = null;
        send(heard);
        return;
      }
      pending = heard;
      if (timer === null) flush();
    },
    stop() {
      if (timer !== null) clearTimeout(timer);
      pending = null;
    },
  };
}

/** What fits into a line: the end of what was said. */
function lastOf(text: string): string {
  return [...text.trim()].slice(-CAPTION_LENGTH).join('').trim();
}
