import { useEffect, useState } from 'react';
import type { Quality } from '../session/quality/quality.js';
import type { Session } from '../session/session.js';

/** The first pictures have the line and the machine to themselves for so long, in milliseconds. */
const LATER = 2_500;

/** How the call goes, followed while it lasts; null until the code for it has come. */
export function useQuality(session: Session, inCall: boolean): Quality | null {
  const [quality, setQuality] = useState<Quality | null>(null);

  useEffect(() => {
    if (!inCall) return;
    let followed: Quality | null = null;
    let gone = false;
    const follow = async () => {
      const { followQuality } = await import('../session/quality/quality.js');
      if (gone) return;
      followed = followQuality(session);
      setQuality(followed);
    };
    // Without its code the call goes on, unmeasured.
    const timer = setTimeout(() => void follow().catch(() => undefined), LATER);
    return () => {
      gone = true;
      clearTimeout(timer);
      followed?.stop();
      setQuality(null);
    };
  }, [session, inCall]);

  return quality;
}
