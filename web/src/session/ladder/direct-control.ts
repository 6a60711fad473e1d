/** What two pages say to each other over their direct connection. */

export type ControlMessage =
  /** Everything of the other page comes by the room now; this connection may go. */
  | { type: 'switched' }
  /** How loud the other page is heard, in dBov (-127 to 0), or null where it is silent. */
  | { type: 'hears'; level: number | null };

/** What the other page said, or null where it is nothing that this version knows. It may be anything at all. */
export function readControl(data: unknown): ControlMessage | null {
  const message = parsed(data);
  if (typeof message !== 'object' || message === null || !('type' in message)) return null;
  switch (message.type) {
    case 'switched':
      return { type: 'switched' };
    case 'hears': {
      const level = 'level' in message ? message.level : undefined;
      const fits = level === null || (typeof level === 'number' && level >= -127 && level <= 0);
      return fits ? { type: 'hears', level } : null;
    }
    default:
      return null;
  }
}

function parsed(data: unknown): unknown {
  // Longer than anything said here.
  if (typeof data !== 'string' || data.length > 1_000) return null;
  try {
    return JSON.parse(data);
  } catch {
    return null;
  }
}
