/**
 * A room's link with an invitation in it, after a "#": what stands there is sent to no server, and in no one's log.
 */
export function invitationLink(link: string, invitation: string): string {
  return `${link}#invitation=${encodeURIComponent(invitation)}`;
}

/** The invitation in an address's fragment, or null where there is none. */
export function invitationOf(hash: string): string | null {
  return new URLSearchParams(hash.replace(/^#/, '')).get('invitation') || null;
}
