import { useEffect, useState } from 'react';

/** The same page on the server's https port, with the invitation that its fragment may hold. */
export function httpsAddress(
  here: { hostname: string; pathname: string; search: string; hash: string },
  port: number,
): string {
  const host = port === 443 ? here.hostname : `${here.hostname}:${port}`;
  return `https://${host}${here.pathname}${here.search}${here.hash}`;
}

/** The port in the server's description of itself (`/api/v1/server`), or null where there is no https. */
export function httpsPortIn(answer: unknown): number | null {
  if (typeof answer !== 'object' || answer === null || !('httpsPort' in answer)) return null;
  const { httpsPort } = answer;
  return typeof httpsPort === 'number' && Number.isInteger(httpsPort) ? httpsPort : null;
}

/** Where this page has a camera, asked of the server only where it has none here. Null until known, or where nowhere. */
export function useHttpsAddress(): string | null {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    if (window.isSecureContext) return;
    const ended = new AbortController();
    fetch('/api/v1/server', { signal: ended.signal })
      .then(async (answer) => {
        const port = httpsPortIn(answer.ok ? await answer.json() : null);
        if (port !== null) setAddress(httpsAddress(location, port));
      })
      // The words stand without the address too.
      .catch(() => undefined);
    return () => ended.abort();
  }, []);
  return address;
}
