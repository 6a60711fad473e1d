/** Changes the background of a camera's pictures, away from the page's own work. Ends with its worker. */
import type { FromWorker, ToWorker } from './messages.js';
import { STRETCH } from './pace.js';
import { Painter } from './painter.js';
import { loadSegmenter } from './segmenter.js';

interface Scope {
  postMessage(message: FromWorker, transfer: Transferable[]): void;
  addEventListener(kind: 'message', listener: (event: MessageEvent<ToWorker>) => void): void;
}

// The types of a worker's global object cannot stand beside those of a page.
const scope = globalThis as unknown as Scope;
const painter = new Painter();
let pace = { frames: 0, spent: 0, since: performance.now() };

function say(message: FromWorker, transfer: Transferable[] = []): void {
  scope.postMessage(message, transfer);
}

function fail(): void {
  say({ kind: 'failed' });
}

/** Does the work on one picture, and tells of the pace now and then. */
async function timed(work: () => void | Promise<void>): Promise<void> {
  const began = performance.now();
  await work();
  const now = performance.now();
  pace.frames += 1;
  pace.spent += now - began;
  const span = now - pace.since;
  if (span < STRETCH) return;
  if (painter.segmenter !== null) {
    say({ kind: 'pace', pace: { frames: pace.frames, spent: pace.spent, span } });
  }
  pace = { frames: 0, spent: 0, since: now };
}

async function stream({ readable, writable }: Extract<ToWorker, { kind: 'stream' }>): Promise<void> {
  const [reader, writer] = [readable.getReader(), writable.getWriter()];
  for (;;) {
    const { done, value: frame } = await reader.read();
    if (done) return;
    await timed(async () => {
      const { timestamp, displayWidth, displayHeight } = frame;
      try {
        painter.paint(frame, displayWidth, displayHeight);
      } finally {
        frame.close();
      }
      const painted = new VideoFrame(painter.canvas, { timestamp, alpha: 'discard' });
      // It closes what it takes; what it does not take is nobody's.
      await writer.write(painted).catch(() => painted.close());
    });
  }
}

let asking = false;

function ask(rate: number): void {
  // Not by the page's own clock: the browser holds that back where nobody looks at the page.
  setInterval(() => {
    if (asking) return;
    asking = true;
    say({ kind: 'next' });
  }, 1_000 / rate);
}

async function answer(frame: ImageBitmap | null): Promise<void> {
  if (frame !== null) {
    await timed(() => {
      try {
        painter.paint(frame, frame.width, frame.height);
      } finally {
        frame.close();
      }
      const picture = painter.canvas.transferToImageBitmap();
      say({ kind: 'painted', picture }, [picture]);
    });
  }
  asking = false;
}

scope.addEventListener('message', ({ data }) => {
  switch (data.kind) {
    case 'stream':
      stream(data).catch(fail);
      break;
    case 'ask':
      ask(data.rate);
      break;
    case 'frame':
      answer(data.frame).catch(fail);
      break;
    case 'behind':
      if (painter.behind !== null && 'picture' in painter.behind) painter.behind.picture.close();
      painter.behind = data.behind;
      break;
  }
});

loadSegmenter().then((segmenter) => {
  painter.segmenter = segmenter;
  pace = { frames: 0, spent: 0, since: performance.now() };
  say({ kind: 'ready' });
}, fail);
