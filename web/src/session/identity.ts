/** Who this page is: one load of it, and the ticket that brings it back to its seat. */
import type { PageId, RoomId } from '@hangouts/protocol';

/** What is needed of `sessionStorage`. */
export type TicketStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export interface Identity {
  /** This load of the page. A copy of the tab has the same ticket and another page. */
  readonly page: PageId;
  ticket(): string | null;
  /** The invitation that the page's address brought, until the server says that it is void. */
  invitation(): string | null;
  dropInvitation(): void;
  /** Keeps a ticket for the next load of this tab; null forgets it. */
  keep(ticket: string | null): void;
}

/** A random UUID (RFC 9562, version 4); `crypto.randomUUID` is missing where the address is not secure. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** The tab's storage, or null where the browser refuses it (cookies blocked, a sandboxed frame). */
export function tabStorage(): TicketStore | null {
  try {
    return globalThis.sessionStorage ?? null;
  } catch {
    return null;
  }
}

/** The identity of this page in a room. Without storage the ticket lives as long as the page. */
export function createIdentity(
  room: RoomId,
  invitation: string | null,
  storage: TicketStore | null = tabStorage(),
): Identity {
  const key = `hangouts:ticket:${room}`;
  let ticket: string | null = null;
  try {
    ticket = storage?.getItem(key) ?? null;
  } catch {
    storage = null;
  }
  return {
    page: newId(),
    ticket: () => ticket,
    invitation: () => invitation,
    dropInvitation() {
      invitation = null;
    },
    keep(next) {
      ticket = next;
      try {
        if (next === null) storage?.removeItem(key);
        else storage?.setItem(key, next);
      } catch {
        // Full or refused: the ticket still serves this page.
      }
    },
  };
}
