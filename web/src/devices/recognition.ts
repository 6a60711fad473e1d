/** Has the browser write down what is said into a microphone (Web Speech API). It may ask its maker to do that. */

/** What is needed of the browser's own; TypeScript does not know it. */
export interface Recogniser {
  lang: string;
  continuous: boolean;
  interimResults: boolean;
  onresult: ((event: RecognitionEvent) => void) | null;
  onerror: ((event: { error: string }) => void) | null;
  onend: (() => void) | null;
  /** Browsers that take no track listen to the microphone of their own choice. */
  start(track?: MediaStreamTrack): void;
  abort(): void;
}

export interface RecognitionEvent {
  /** The first that has changed. */
  resultIndex: number;
  results: ArrayLike<{ isFinal: boolean; 0: { transcript: string } }>;
}

declare global {
  var SpeechRecognition: (new () => Recogniser) | undefined;
  var webkitSpeechRecognition: (new () => Recogniser) | undefined;
}

/** Whether this browser writes down what is said. */
export function recognises(): boolean {
  return (globalThis.SpeechRecognition ?? globalThis.webkitSpeechRecognition) !== undefined;
}

/** Why nothing is written down. */
export type RecognitionProblem =
  /** The person, or the browser's settings, said no. */
  | 'denied'
  /** Not in this language. */
  | 'language'
  /** Its maker's service is not reached, or there is none. */
  | 'unavailable';

/** A part of what is said. The same line again has been heard better. */
export interface Heard {
  line: number;
  text: string;
  final: boolean;
}

export interface RecognitionWish {
  track: MediaStreamTrack;
  /** What is spoken (BCP 47). */
  language: string;
  heard(said: Heard): void;
  /** It has given up. */
  problem(why: RecognitionProblem): void;
}

/** How often in a row it may fail. */
const MOST_FAILURES = 4;
/** The first pause before it begins again, in milliseconds; it doubles. */
const PAUSE = 250;

/** How long to wait before beginning again after so many failures in a row; null to give up. Milliseconds. */
export function pauseAfter(failures: number): number | null {
  return failures > MOST_FAILURES ? null : PAUSE * 2 ** failures;
}

const PROBLEMS: Readonly<Record<string, RecognitionProblem>> = {
  'not-allowed': 'denied',
  'service-not-allowed': 'unavailable',
  'language-not-supported': 'language',
};
/** It was told to end, or nobody spoke: no failures. */
const HARMLESS: ReadonlySet<string> = new Set(['no-speech', 'aborted']);

// Lines go on counting when the page is loaded anew: what was said before is not written over.
let nextLine = Math.floor(Date.now() / 1_000) * 10;

function browserRecogniser(): Recogniser {
  const Made = globalThis.SpeechRecognition ?? globalThis.webkitSpeechRecognition;
  if (Made === undefined) throw new DOMException('no recognition of speech', 'NotSupportedError');
  return new Made();
}

/**
 * Listens, and begins again whenever the browser ends, which they do every minute or when nobody speaks. Gives the way
 * to stop.
 */
export function recognise(wish: RecognitionWish, make: () => Recogniser = browserRecogniser): () => void {
  let over = false;
  let failures = 0;
  let current: Recogniser | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const giveUp = (why: RecognitionProblem) => {
    if (over) return;
    stop();
    wish.problem(why);
  };

  const stop = () => {
    over = true;
    clearTimeout(timer);
    if (current !== null) {
      // What it still has to say was said before the microphone was switched off, and is not waited for.
      current.onresult = null;
      current.abort();
    }
  };

  const begin = () => {
    const recogniser = make();
    const first = nextLine;
    let failed = false;
    current = recogniser;
    Object.assign(recogniser, {
      lang: wish.language,
      continuous: true,
      interimResults: true,
      onresult(event) {
        failures = 0;
        for (const heard of heardIn(event, first)) {
          nextLine = Math.max(nextLine, heard.line + 1);
          wish.heard(heard);
        }
      },
      onerror({ error }) {
        const problem = PROBLEMS[error];
        if (problem !== undefined) giveUp(problem);
        else failed ||= !HARMLESS.has(error);
      },
      onend() {
        if (over) return;
        // It is over: its lines are no more told.
        recogniser.onresult = null;
        failures = failed ? failures + 1 : 0;
        const pause = pauseAfter(failures);
        if (pause === null) giveUp('unavailable');
        else timer = setTimeout(begin, pause);
      },
    } satisfies Partial<Recogniser>);
    try {
      recogniser.start(wish.track);
    } catch {
      giveUp('unavailable');
    }
  };

  begin();
  return stop;
}

/** What has changed: each part that stays, and in one line what is not sure yet. */
function heardIn({ results, resultIndex }: RecognitionEvent, first: number): Heard[] {
  const heard: Heard[] = [];
  let unsure: Heard | null = null;
  for (let index = resultIndex; index < results.length; index += 1) {
    const result = results[index];
    if (result === undefined) continue;
    const text = result[0].transcript.trim();
    if (result.isFinal) heard.push({ line: first + index, text, final: true });
    else if (unsure === null) unsure = { line: first + index, text, final: false };
    else unsure.text = `${unsure.text} ${text}`;
  }
  return unsure === null ? heard : [...heard, unsure];
}
