import Monitor from 'lucide-react/icons/monitor';
import Moon from 'lucide-react/icons/moon';
import Sun from 'lucide-react/icons/sun';
import { themeChoice } from '../controls/theme.js';
import { Choices } from '../ui/Choices.js';
import { useWhole } from '../ui/useReadable.js';
import styles from './Settings.module.css';

const THEMES = [
  { value: 'system', label: 'As the system', icon: <Monitor /> },
  { value: 'light', label: 'Light', icon: <Sun /> },
  { value: 'dark', label: 'Dark', icon: <Moon /> },
] as const;

/** How the page looks to this person. */
export function AppearanceSection() {
  return (
    <div>
      <Choices
        label="Theme"
        value={useWhole(themeChoice)}
        options={THEMES}
        onChange={(theme) => themeChoice.set(theme)}
      />
      <p className={styles.note}>The stage of a call is dark in each of them: pictures look best on it.</p>
    </div>
  );
}
