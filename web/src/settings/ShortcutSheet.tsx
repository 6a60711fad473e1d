import { useWords } from '../language/useWords.js';
import { Sheet } from '../ui/Dialog.js';
import { ShortcutFields } from './ShortcutFields.js';

/** The keys of the call, by themselves: what the key "?" opens. */
export default function ShortcutSheet({ onClose }: { onClose(): void }) {
  const words = useWords();
  return (
    <Sheet title={words('settings:shortcutList')} onClose={onClose}>
      <ShortcutFields />
    </Sheet>
  );
}
