/**
 * A recogniser of speech in place of the browser's own, which asks a service of its maker and is not there in a browser
 * without a window. What it hears is what a story says to it. These functions run in the page.
 */

interface FakeRecogniser {
  lang: string;
  onresult: ((event: object) => void) | null;
  onerror: ((event: { error: string }) => void) | null;
  onend: (() => void) | null;
  running: boolean;
}

type Listening = typeof globalThis & {
  hangoutsRecognisers?: FakeRecogniser[];
  SpeechRecognition?: unknown;
};

/** Puts it into the page, before the page's own code. */
export function putRecogniser(): void {
  const page: Listening = globalThis;
  const made: FakeRecogniser[] = [];
  page.hangoutsRecognisers = made;
  page.SpeechRecognition = class implements FakeRecogniser {
    lang = '';
    onresult: FakeRecogniser['onresult'] = null;
    onerror: FakeRecogniser['onerror'] = null;
    onend: FakeRecogniser['onend'] = null;
    running = false;
    constructor() {
      made.push(this);
    }
    start(): void {
      this.running = true;
    }
    abort(): void {
      this.running = false;
      this.onend?.();
    }
  };
}

/** In which language each listens that listens now. */
export function listeningIn(): string[] {
  const page: Listening = globalThis;
  return (page.hangoutsRecognisers ?? []).filter(({ running }) => running).map(({ lang }) => lang);
}

/** What is heard by all of them, also by those that were told to stop. */
export function hear({ index, text, final }: { index: number; text: string; final: boolean }): void {
  const page: Listening = globalThis;
  const results = { length: index + 1, [index]: { isFinal: final, 0: { transcript: text } } };
  for (const one of page.hangoutsRecognisers ?? []) one.onresult?.({ resultIndex: index, results });
}

/** They end, as browsers let them every minute, or with an error. */
export function endHearing(error: string | null): void {
  const page: Listening = globalThis;
  for (const one of (page.hangoutsRecognisers ?? []).filter(({ running }) => running)) {
    if (error !== null) one.onerror?.({ error });
    one.running = false;
    one.onend?.();
  }
}
