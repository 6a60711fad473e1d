import type { History } from '@hangouts/protocol';
import { useWords } from '../language/useWords.js';
import type { Session } from '../session/session.js';
import { Select } from '../ui/Select.js';
import { attempt } from '../ui/toastStore.js';
import { useReadable } from '../ui/useReadable.js';
import { historyWords } from './historyWords.js';

const DAYS = [1, 7, 30, 90, 365];

/** How long the chat is kept; takes effect at once. */
export function HistoryField({ session }: { session: Session }) {
  const words = useWords();
  const history = useReadable(session.state, ({ settings }) => settings?.history ?? 'meeting');
  const days = typeof history === 'object' ? history.days : null;
  const offered = days === null || DAYS.includes(days) ? DAYS : [...DAYS, days];
  return (
    <Select
      label={words('people:keepChat')}
      value={typeof history === 'object' ? String(history.days) : history}
      options={[
        { value: 'none', label: historyWords(words, 'none') },
        { value: 'meeting', label: historyWords(words, 'meeting') },
        ...offered.map((count) => ({ value: String(count), label: historyWords(words, { days: count }) })),
      ]}
      onChange={(value) => void attempt(() => session.configure({ history: historyOf(value) }))}
    />
  );
}

function historyOf(value: string): History {
  return value === 'none' || value === 'meeting' ? value : { days: Number(value) };
}
