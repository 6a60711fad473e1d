/** Whether scripts are served so that a browser fetches each once, and small. */

/** The addresses that fall short, by what is missing. */
export interface Serving {
  unhashed: string[];
  notImmutable: string[];
  uncompressed: string[];
}

// A smaller file fits into one packet as it is.
const WORTH_COMPRESSING = 1_000;
const YEAR_SECONDS = 365 * 24 * 60 * 60;
// As Vite names what it builds: NAME-HASH.js, the hash eight characters or more.
const HASHED = /-[\w-]{8,}\.m?js$/;

/** Asks for each address in brotli and in gzip, and looks at the answers' headers. */
export async function checkServing(urls: readonly string[]): Promise<Serving> {
  const serving: Serving = { unhashed: [], notImmutable: [], uncompressed: [] };
  for (const url of urls) {
    const answers = await Promise.all(['br', 'gzip'].map((encoding) => headersOf(url, encoding)));
    if (!HASHED.test(new URL(url).pathname)) serving.unhashed.push(url);
    if (!answers.every(({ cacheControl }) => isForEver(cacheControl))) serving.notImmutable.push(url);
    if (!answers.every(isSmall)) serving.uncompressed.push(url);
  }
  return serving;
}

/** Whether a Cache-Control header keeps the answer for a year and never asks again (RFC 8246). */
export function isForEver(cacheControl: string): boolean {
  const age = Number(/max-age=(\d+)/.exec(cacheControl)?.[1] ?? 0);
  return age >= YEAR_SECONDS && /\bimmutable\b/.test(cacheControl);
}

function isSmall({ asked, encoding, byteLength }: Awaited<ReturnType<typeof headersOf>>): boolean {
  return encoding === asked || byteLength < WORTH_COMPRESSING;
}

async function headersOf(url: string, asked: string) {
  const response = await fetch(url, { headers: { 'accept-encoding': asked } });
  const { byteLength } = await response.arrayBuffer();
  return {
    asked,
    byteLength,
    encoding: response.headers.get('content-encoding'),
    cacheControl: response.headers.get('cache-control') ?? '',
  };
}
