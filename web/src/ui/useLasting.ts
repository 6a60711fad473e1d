import { useEffect, useState } from 'react';

/** Whether something has been so for `delay` milliseconds without a break. */
export function useLasting(so: boolean, delay: number): boolean {
  const [lasting, setLasting] = useState(false);

  useEffect(() => {
    if (!so) return;
    const timer = setTimeout(() => setLasting(true), delay);
    return () => {
      clearTimeout(timer);
      setLasting(false);
    };
  }, [so, delay]);

  return so && lasting;
}
