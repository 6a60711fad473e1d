/** The most that is kept of a text, in UTF-16 code units: some letters are eighteen when they are taken apart. */
const LENGTH = 12_000;

/**
 * What is searched in and for: without case, accents and the widths of letters (NFKD, UAX #15), so that every database
 * compares it as it stands.
 */
export function folded(...texts: readonly (string | undefined)[]): string {
  return texts
    .filter((text) => text !== undefined && text !== '')
    .join('\n')
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .slice(0, LENGTH);
}
