import { Sheet } from '../ui/Dialog.js';
import { ShortcutFields } from './ShortcutFields.js';

/** The keys of the call, by themselves: what the key "?" opens. */
export default function ShortcutSheet({ onClose }: { onClose(): void }) {
  return (
    <Sheet title="Keyboard shortcuts" onClose={onClose}>
      <ShortcutFields />
    </Sheet>
  );
}
