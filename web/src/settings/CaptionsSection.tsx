import { useMemo, useState } from 'react';
import AskOwnCaptions from '../controls/AskOwnCaptions.js';
import { CAPTION_SIZES, captionSize, captionsSwitch, spokenLanguage } from '../controls/captions.js';
import { ownCaptions } from '../controls/ownCaptions.js';
import { recognises } from '../devices/recognition.js';
import { useWords } from '../language/useWords.js';
import { Choices } from '../ui/Choices.js';
import { Select } from '../ui/Select.js';
import { Switch } from '../ui/Switch.js';
import { useWhole } from '../ui/useReadable.js';
import styles from './Settings.module.css';
import { spokenIn, spokenName } from './spoken.js';

/** What is said, to be read: by oneself, and by the others. */
export function CaptionsSection() {
  const words = useWords();
  const [asking, setAsking] = useState(false);
  const sizes = CAPTION_SIZES.map((value) => ({ value, label: words(`settings:captionSizes.${value}`) }));
  return (
    <>
      <Switch
        label={words('settings:captions')}
        help={words('settings:captionsHelp')}
        on={useWhole(captionsSwitch)}
        onChange={(on) => captionsSwitch.set(on)}
      />
      <Choices
        label={words('settings:captionSize')}
        value={useWhole(captionSize)}
        options={sizes}
        onChange={(size) => captionSize.set(size)}
      />
      {recognises() ? (
        <OwnCaptions onAsk={() => setAsking(true)} />
      ) : (
        <p className={styles.note}>{words('settings:ownCaptionsUnsupported')}</p>
      )}
      {asking ? <AskOwnCaptions onClose={() => setAsking(false)} /> : null}
    </>
  );
}

function OwnCaptions({ onAsk }: { onAsk(): void }) {
  const words = useWords();
  const { locale } = words;
  const languages = useMemo(
    () => [
      { value: '', label: words('settings:spokenAsPage', { language: spokenName(locale, locale) }) },
      ...spokenIn(locale).map(({ tag, name }) => ({ value: tag, label: name })),
    ],
    [words, locale],
  );
  return (
    <>
      <Switch
        label={words('settings:ownCaptions')}
        help={words('settings:ownCaptionsHelp')}
        on={useWhole(ownCaptions)}
        onChange={(on) => (on ? onAsk() : ownCaptions.set(false))}
      />
      <Select
        label={words('settings:spokenLanguage')}
        value={useWhole(spokenLanguage) ?? ''}
        options={languages}
        onChange={(tag) => spokenLanguage.set(tag === '' ? null : tag)}
      />
    </>
  );
}
