/** Files of the chat as a page sends and fetches them. */
import { randomUUID } from 'node:crypto';
import type { ChatMessage, ParticipantId } from '@hangouts/protocol';
import type { Seated } from './caller.js';

export interface Sending {
  content: string | Uint8Array<ArrayBuffer>;
  name?: string;
  /** What the sender says that it is. */
  type?: string;
  text?: string;
  to?: ParticipantId;
}

/** Sends a small file in one piece; gives the message that it became. */
export async function sendFile(
  { caller }: Seated,
  { content, name = 'a.txt', type = '', ...about }: Sending,
) {
  const data = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const upload = randomUUID();
  await caller.get('file:begin', { upload, name, size: data.byteLength, type, ...about });
  const { message } = await caller.get('file:chunk', { upload, offset: 0, data });
  if (message === null) throw new Error(`${name} was not sent`);
  return message satisfies ChatMessage;
}

/** Asks for a file over HTTP, with a ticket or without. */
export function fetchFile(url: string, room: string, id: string, ticket: string | null): Promise<Response> {
  const headers: Record<string, string> = ticket === null ? {} : { authorization: `Bearer ${ticket}` };
  return fetch(`${url}/api/v1/rooms/${room}/files/${id}`, { headers });
}
