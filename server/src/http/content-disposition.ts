/**
 * The header that gives a file its name (RFC 6266): in ASCII for old programs, and in full (RFC 8187). `name`
 * may be any text.
 */
export function contentDisposition(type: 'inline' | 'attachment', name: string): string {
  // A path would put the file elsewhere, and half a surrogate pair cannot be encoded.
  const safe = Buffer.from(name.replace(/[/\\]/g, '_'), 'utf8').toString('utf8');
  const ascii = safe.replace(/[^\x20-\x7e]|["%]/g, '_');
  const full = encodeURIComponent(safe).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${type}; filename="${ascii}"; filename*=UTF-8''${full}`;
}
