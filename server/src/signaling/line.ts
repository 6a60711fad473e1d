import type { EventEmitter } from 'node:events';
import type { IncomingMessage } from 'node:http';

/** A line to a page, as Engine.io hands it on: a websocket, or long polling, below Socket.io. */
export interface Line extends EventEmitter {
  id: string;
  /** The request that it began with. */
  request: IncomingMessage;
  close(): void;
}
