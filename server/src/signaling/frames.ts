/** What comes in below Socket.io, in Engine.io: how large, and how much of it. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Line } from './line.js';
import type { PageServer } from './page.js';

/**
 * The most packets of one line in each `SECONDS`: a third as many again as all budgets of its messages together, where
 * a piece of a file is two. Whoever sends more is not told for each one, which by itself would hold up everybody:
 * one frame of the largest size holds 200,000 messages.
 */
const PACKETS = 3_000;
/**
 * The most text of one line in that time, in characters; pieces of files are binary and do not count. Four times what
 * two pages may say to each other to connect directly: text is parsed before a budget is asked.
 */
const TEXT = 8_000_000;
const SECONDS = 10;

export interface FrameMetrics {
  /** A frame above the socket's limit closed a socket. */
  oversizedFrame(): void;
  /** A socket that sent far more than its budgets allow was closed. */
  flooded(): void;
}

/** Closes lines that send too much or too large. Their pages come back, as after any lost line. */
export function guardFrames(io: PageServer, metrics: FrameMetrics): void {
  const lines = new Map<string, Line>();
  io.engine.on('connection', (line: Line) => {
    lines.set(line.id, line);
    let since = performance.now();
    let packets = 0;
    let text = 0;
    line.on('packet', ({ data }: { data?: unknown }) => {
      const now = performance.now();
      if (now - since > SECONDS * 1_000) {
        since = now;
        packets = 0;
        text = 0;
      }
      packets += 1;
      if (typeof data === 'string') text += data.length;
      if (packets <= PACKETS && text <= TEXT) return;
      metrics.flooded();
      // Nothing more is taken from a line that is being closed, be it of the same frame.
      line.close();
    });
    line.on('close', (_reason: string, description: unknown) => {
      lines.delete(line.id);
      if (isOversized(description)) metrics.oversizedFrame();
    });
  });
  // Long polling answers such a frame with 413, and would go on.
  io.engine.use((request: IncomingMessage, response: ServerResponse, next: () => void) => {
    response.once('finish', () => {
      if (response.statusCode !== 413) return;
      metrics.oversizedFrame();
      lines.get(lineOf(request))?.close();
      request.destroy();
    });
    next();
  });
}

function isOversized(description: unknown): boolean {
  return description instanceof Error && /max payload size exceeded/i.test(description.message);
}

/** The id of the line that a request of long polling is a part of. */
function lineOf({ url = '' }: IncomingMessage): string {
  return new URLSearchParams(url.split('?')[1]).get('sid') ?? '';
}
