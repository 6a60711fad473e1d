import { useEffect, useState } from 'react';

/** Now, in milliseconds since the epoch, kept up to date for what is told in minutes. */
export function useNow(every = 15_000): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), every);
    return () => clearInterval(timer);
  }, [every]);
  return now;
}
