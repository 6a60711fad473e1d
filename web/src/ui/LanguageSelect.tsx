import Languages from 'lucide-react/icons/languages';
import { chooseLanguage } from '../language/language.js';
import { isLanguage, LANGUAGES, TAGS } from '../language/languages.js';
import { useWords } from '../language/useWords.js';
import { Select } from './Select.js';
import { useToasts } from './toastStore.js';

const OPTIONS = TAGS.map((tag) => ({ value: tag, label: LANGUAGES[tag].name }));

/** Which language the page speaks, each by its own name; a choice takes effect at once and is remembered. */
export function LanguageSelect() {
  const words = useWords();
  const choose = (tag: string) => {
    if (!isLanguage(tag)) return;
    chooseLanguage(tag).catch(() => useToasts.getState().say(words('ui:languageFailed'), 'danger'));
  };
  return (
    <Select
      label={words('ui:language')}
      icon={<Languages />}
      value={words.language}
      options={OPTIONS}
      onChange={choose}
    />
  );
}
