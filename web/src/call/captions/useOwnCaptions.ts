import { useEffect } from 'react';
import { spokenLanguage } from '../../controls/captions.js';
import { ownCaptions } from '../../controls/ownCaptions.js';
import type { Devices } from '../../devices/devices.js';
import { wordsNow } from '../../language/language.js';
import { useWords } from '../../language/useWords.js';
import type { Session } from '../../session/session.js';
import { useToasts } from '../../ui/toastStore.js';
import { useWhole } from '../../ui/useReadable.js';

/** Writes down what one says while that is wanted; in another language, from its start. */
export function useOwnCaptions(session: Session, devices: Devices): void {
  const wanted = useWhole(ownCaptions);
  const { locale } = useWords();
  const language = useWhole(spokenLanguage) ?? locale;
  useEffect(() => {
    if (!wanted) return undefined;
    let over = false;
    let stop = () => undefined as void;
    // Code that few need.
    void import('./sayCaptions.js').then(({ sayCaptions }) => {
      if (over) return;
      stop = sayCaptions({
        session,
        devices,
        wanted: ownCaptions,
        language,
        problem: (why) => useToasts.getState().say(wordsNow()(`call:notCaptioned.${why}`), 'danger'),
      });
    });
    return () => {
      over = true;
      stop();
    };
  }, [session, devices, wanted, language]);
}
