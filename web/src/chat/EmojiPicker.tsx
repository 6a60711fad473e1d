import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useWords } from '../language/useWords.js';
import { browserStorage } from '../session/memory.js';
import composer from './Composer.module.css';
import {
  emojiFor,
  GROUPS,
  loadEmoji,
  rememberEmoji,
  withTone,
  type Emoji,
  type Group,
  type SkinTone,
} from './emoji.js';
import styles from './EmojiPicker.module.css';
import { moved } from './grid.js';

const memory = rememberEmoji(browserStorage());

const TONES: readonly SkinTone[] = [0, 1, 2, 3, 4, 5];
const HANDS = ['✋', '✋🏻', '✋🏼', '✋🏽', '✋🏾', '✋🏿'];
const SIGNS: Record<Group, string> = {
  0: '😀',
  1: '👋',
  3: '🐻',
  4: '🍎',
  5: '🚗',
  6: '⚽',
  7: '💡',
  8: '🔣',
  9: '🏁',
};

/** Where a keyboard of glass would cover what is chosen from, nobody begins by typing. */
const TYPES = '(hover: hover) and (pointer: fine)';

/** Every emoji by groups and by search, the last used first. The arrow keys go through them, Escape closes. */
export default function EmojiPicker({
  onChoose,
  onClose,
}: {
  onChoose(emoji: string): void;
  onClose(): void;
}) {
  const words = useWords();
  const { language } = words;
  const [all, setAll] = useState<readonly Emoji[] | null>(null);
  const [failed, setFailed] = useState(false);
  const [text, setText] = useState('');
  const [tone, setTone] = useState(memory.tone);
  const [recent] = useState(memory.recent);
  const [group, setGroup] = useState<Group | 'recent'>(recent.length > 0 ? 'recent' : 0);
  const place = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);

  useEffect(() => {
    if (matchMedia(TYPES).matches) field.current?.focus();
    else place.current?.focus();
  }, []);
  const isThere = all !== null;
  useEffect(() => {
    // Unless somebody went on meanwhile.
    if (isThere && document.activeElement === place.current) focusFirst(place.current);
  }, [isThere]);

  useEffect(() => {
    let gone = false;
    loadEmoji(language).then(
      (loaded) => {
        if (!gone) setAll(loaded);
      },
      () => {
        if (!gone) setFailed(true);
      },
    );
    return () => {
      gone = true;
    };
  }, [language]);

  // A click beside it closes it; one on its button does so by itself.
  useEffect(() => {
    const onDown = ({ target }: PointerEvent) => {
      const isButton = target instanceof Element && target.closest('[aria-haspopup=dialog]') !== null;
      if (!isButton && target instanceof Node && !place.current?.contains(target)) onClose();
    };
    document.addEventListener('pointerdown', onDown);
    return () => document.removeEventListener('pointerdown', onDown);
  }, [onClose]);

  const isSearch = text.trim() !== '';
  const shown = shownOf(all ?? [], isSearch ? text : null, group, recent);
  const choose = (emoji: string) => {
    memory.used(emoji);
    onChoose(emoji);
  };
  const title = isSearch
    ? words('chat:emojiFound')
    : words(group === 'recent' ? 'chat:emojiRecent' : `chat:emojiGroup.${group}`);
  return (
    // oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-element-interactions -- it is not modal, and a fieldset is of a form; the keys are those of the buttons in it
    <div
      ref={place}
      role="dialog"
      aria-label={words('chat:emoji')}
      tabIndex={-1}
      className={composer.pickerPlace}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <input
        ref={field}
        type="text"
        enterKeyHint="search"
        className={styles.search}
        aria-label={words('chat:emojiSearch')}
        placeholder={words('chat:emojiSearch')}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') focusFirst(place.current);
          // Not the message around it.
          if (event.key !== 'Enter') return;
          event.preventDefault();
          const [first] = shown;
          if (isSearch && first !== undefined) choose(withTone(first, tone));
        }}
      />
      <div className={styles.groups} role="group" aria-label={words('chat:emojiGroups')}>
        {recent.length > 0 ? (
          <GroupButton
            sign="🕘"
            label={words('chat:emojiRecent')}
            chosen={!isSearch && group === 'recent'}
            onChoose={() => {
              setText('');
              setGroup('recent');
            }}
          />
        ) : null}
        {GROUPS.map((one) => (
          <GroupButton
            key={one}
            sign={SIGNS[one]}
            label={words(`chat:emojiGroup.${one}`)}
            chosen={!isSearch && group === one}
            onChoose={() => {
              setText('');
              setGroup(one);
            }}
          />
        ))}
      </div>
      {all === null ? (
        <output className={styles.note}>{words(failed ? 'chat:emojiFailed' : 'chat:loading')}</output>
      ) : (
        <EmojiGrid key={`${group} ${text}`} title={title} shown={shown} tone={tone} onChoose={choose} />
      )}
      <div className={styles.tones} role="radiogroup" aria-label={words('chat:emojiTone')}>
        {TONES.map((one) => (
          <label key={one}>
            <input
              type="radio"
              name="emoji-tone"
              aria-label={words(`chat:tone.${one}`)}
              checked={tone === one}
              onChange={() => {
                memory.keepTone(one);
                setTone(one);
              }}
            />
            <span aria-hidden="true">{HANDS[one]}</span>
          </label>
        ))}
      </div>
    </div>
  );
}

interface EmojiGridProps {
  title: string;
  shown: readonly Emoji[];
  tone: SkinTone;
  onChoose(emoji: string): void;
}

/** One stop of the Tab key; within it the arrow keys go from one to the next. */
function EmojiGrid({ title, shown, tone, onChoose }: EmojiGridProps) {
  const words = useWords();
  const [at, setAt] = useState(0);
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const next = moved(event.key, at, shown.length, columnsOf(event.currentTarget), words.direction);
    if (next === null) return;
    event.preventDefault();
    setAt(next);
    event.currentTarget.querySelectorAll('button')[next]?.focus();
  };
  if (shown.length === 0) {
    return <output className={styles.note}>{words('chat:emojiNone')}</output>;
  }
  return (
    <div className={styles.grid} role="group" aria-label={title} onKeyDown={onKeyDown}>
      {shown.map((one, index) => (
        <button
          key={`${one.emoji} ${index}`}
          type="button"
          tabIndex={index === at ? 0 : -1}
          title={one.name}
          aria-label={one.name}
          onFocus={() => setAt(index)}
          onClick={() => onChoose(withTone(one, tone))}
        >
          {withTone(one, tone)}
        </button>
      ))}
    </div>
  );
}

interface GroupButtonProps {
  sign: string;
  label: string;
  chosen: boolean;
  onChoose(): void;
}

function GroupButton({ sign, label, chosen, onChoose }: GroupButtonProps) {
  return (
    <button type="button" title={label} aria-label={label} aria-pressed={chosen} onClick={onChoose}>
      {sign}
    </button>
  );
}

function shownOf(
  all: readonly Emoji[],
  text: string | null,
  group: Group | 'recent',
  recent: readonly string[],
): readonly Emoji[] {
  if (text !== null) return emojiFor(text, all);
  if (group !== 'recent') return all.filter((one) => one.group === group);
  // As they were used, with the skin that they had.
  return recent.map((emoji) => {
    const known = all.find((one) => one.emoji === emoji || one.skins.includes(emoji));
    return { emoji, name: known?.name ?? emoji, group: 0, skins: [], said: '' };
  });
}

/** How many stand beside each other: fewer where they are for fingers. */
function columnsOf(grid: HTMLElement): number {
  return getComputedStyle(grid).gridTemplateColumns.split(' ').length;
}

function focusFirst(place: HTMLElement | null): void {
  place?.querySelector<HTMLButtonElement>('[role=group] button[tabindex="0"]')?.focus();
}
