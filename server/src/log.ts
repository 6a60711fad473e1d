import { pino, stdTimeFunctions, type DestinationStream, type Logger } from 'pino';
import type { LogLevel } from './config/config.js';

/** The server's log. Never write a secret, a ticket, a person's name or a chat message to it. */
export type Log = Logger;

export interface LogOutput extends DestinationStream {
  /** Whether a person reads along. */
  isTTY?: boolean;
}

/** What must never be written, even where somebody logs a whole object. */
const HIDDEN = ['ticket', 'secret', 'token', 'password', 'authorization', 'cookie', 'name', 'text'];

/**
 * Writes JSON lines, or on a terminal lines for people. Written at once, in this thread: a transport of
 * pino's would cost a thread and 10 MB, and would lose the last lines of a process that dies.
 */
export function createLog(level: LogLevel, output?: LogOutput): Log {
  const options = {
    level,
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    redact: { paths: [...HIDDEN, ...HIDDEN.map((name) => `*.${name}`)], censor: '[hidden]' },
  };
  if (output !== undefined) return pino(options, output.isTTY === true ? forPeople(output) : output);
  return process.stdout.isTTY ? pino(options, forPeople(process.stdout)) : pino(options);
}

const LEVEL_WORDS: Readonly<Record<number, string>> = {
  10: 'trace',
  20: 'debug',
  30: '',
  40: 'warning: ',
  50: 'error: ',
  60: 'fatal: ',
};

/** A stream that turns pino's JSON lines into lines for people, times in the local clock. */
function forPeople(output: { write(line: string): unknown }): DestinationStream {
  return {
    write(json) {
      output.write(`${readable(json)}\n`);
    },
  };
}

function readable(json: string): string {
  const { level, time, msg, err, ...details }: Record<string, unknown> = JSON.parse(json);
  const clock = typeof time === 'string' ? new Date(time).toTimeString().slice(0, 8) : '';
  const word = LEVEL_WORDS[Number(level)] ?? '';
  const rest = Object.entries(details)
    .map(([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' ');
  const line = [clock, `${word}${typeof msg === 'string' ? msg : ''}`, rest].filter(Boolean).join('  ');
  const stack = stackOf(err);
  return stack === null ? line : `${line}\n${stack}`;
}

function stackOf(err: unknown): string | null {
  if (typeof err !== 'object' || err === null || !('stack' in err)) return null;
  return typeof err.stack === 'string' ? err.stack : null;
}
