import Smile from 'lucide-react/icons/smile';
import { useRef, useState, type RefObject } from 'react';
import { useWords } from '../language/useWords.js';
import { IconButton } from '../ui/IconButton.js';
import { later } from '../ui/later.js';
import styles from './Composer.module.css';
import type { ChangeableDraft } from './draft.js';

const EmojiPicker = later(() => import('./EmojiPicker.js'), 'place');

/** Opens the emoji, and puts what is chosen where one was writing. */
export function EmojiButton({
  draft,
  area,
}: {
  draft: ChangeableDraft;
  area: RefObject<HTMLTextAreaElement | null>;
}) {
  const words = useWords();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const put = (emoji: string) => {
    const { current } = area;
    const { text } = draft.get();
    const from = current?.selectionStart ?? text.length;
    const to = current?.selectionEnd ?? text.length;
    draft.set({ ...draft.get(), text: text.slice(0, from) + emoji + text.slice(to) });
    const caret = from + emoji.length;
    requestAnimationFrame(() => current?.setSelectionRange(caret, caret));
  };
  return (
    <>
      <IconButton
        ref={button}
        label={words('chat:emoji')}
        hint={null}
        size="small"
        icon={<Smile />}
        aria-haspopup="dialog"
        aria-expanded={open}
        className={styles.emoji}
        onClick={() => setOpen(!open)}
      />
      {open ? (
        <EmojiPicker
          onChoose={put}
          onClose={() => {
            setOpen(false);
            button.current?.focus();
          }}
        />
      ) : null}
    </>
  );
}
