import Monitor from 'lucide-react/icons/monitor';
import Moon from 'lucide-react/icons/moon';
import Sun from 'lucide-react/icons/sun';
import { themeChoice } from '../controls/theme.js';
import { useWords } from '../language/useWords.js';
import { Choices } from '../ui/Choices.js';
import { LanguageSelect } from '../ui/LanguageSelect.js';
import { useWhole } from '../ui/useReadable.js';
import styles from './Settings.module.css';

/** How the page looks to this person, and which language it speaks. */
export function AppearanceSection() {
  const words = useWords();
  const themes = [
    { value: 'system', label: words('settings:themeSystem'), icon: <Monitor /> },
    { value: 'light', label: words('settings:themeLight'), icon: <Sun /> },
    { value: 'dark', label: words('settings:themeDark'), icon: <Moon /> },
  ] as const;
  return (
    <>
      <div>
        <Choices
          label={words('settings:theme')}
          value={useWhole(themeChoice)}
          options={themes}
          onChange={(theme) => themeChoice.set(theme)}
        />
        <p className={styles.note}>{words('settings:themeNote')}</p>
      </div>
      <LanguageSelect />
    </>
  );
}
