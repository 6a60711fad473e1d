import { useId, useState, type KeyboardEvent, type RefObject } from 'react';
import { useWhole } from '../ui/useReadable.js';
import type { ChangeableDraft } from './draft.js';
import { completed, completionAt, offeredFor } from './mentions.js';
import type { Other } from './useOthers.js';

export interface Mentions {
  id: string;
  offered: readonly Other[];
  /** Which of them Enter takes. */
  active: number;
  choose(person: Other): void;
  /** Gives whether the key was for the list. */
  onKeyDown(event: KeyboardEvent): boolean;
  /** The caret may be elsewhere. */
  moved(field: HTMLTextAreaElement): void;
  /** What the field says of the list, and tells it. */
  field: object;
}

/** The names that are offered while one is written after an "@". */
export function useMentions(
  draft: ChangeableDraft,
  area: RefObject<HTMLTextAreaElement | null>,
  others: readonly Other[],
): Mentions {
  const id = useId();
  const { text } = useWhole(draft);
  const [caret, setCaret] = useState(0);
  const [active, setActive] = useState(0);
  /** The "@" at which the list was closed by Escape. */
  const [closed, setClosed] = useState<number | null>(null);
  const completion = completionAt(text, Math.min(caret, text.length));
  const isOpen = completion !== null && completion.from !== closed;
  const offered = isOpen ? offeredFor(completion.query, others) : [];
  const chosen = Math.min(active, offered.length - 1);

  const choose = ({ name }: Other) => {
    if (completion === null) return;
    const after = completed(text, caret, completion, name);
    draft.set({ ...draft.get(), text: after.text });
    setCaret(after.caret);
    setActive(0);
    // The field has the new text only after it was drawn.
    requestAnimationFrame(() => {
      area.current?.focus();
      area.current?.setSelectionRange(after.caret, after.caret);
    });
  };

  const onKeyDown = (event: KeyboardEvent): boolean => {
    const person = offered[chosen];
    if (person === undefined || event.shiftKey) return false;
    const move = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (move !== 0) setActive((chosen + move + offered.length) % offered.length);
    else if (event.key === 'Enter' || event.key === 'Tab') choose(person);
    else if (event.key === 'Escape') setClosed(completion?.from ?? null);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };

  const moved = (field: HTMLTextAreaElement) => {
    setCaret(field.selectionStart);
    setActive(0);
  };

  return {
    id,
    moved,
    offered,
    active: chosen,
    choose,
    onKeyDown,
    field: {
      'aria-autocomplete': 'list',
      'aria-haspopup': 'listbox',
      ...(offered.length > 0 && { 'aria-controls': id, 'aria-activedescendant': `${id}-${chosen}` }),
      onSelect: (event: { currentTarget: HTMLTextAreaElement }) => moved(event.currentTarget),
      onBlur: () => setClosed(completion?.from ?? null),
      onFocus: () => setClosed(null),
    },
  };
}
