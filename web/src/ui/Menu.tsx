import Check from 'lucide-react/icons/check';
import { DropdownMenu } from 'radix-ui';
import { clsx } from 'clsx';
import { useId, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { useWords } from '../language/useWords.js';
import styles from './Menu.module.css';

export interface MenuItem {
  label: string;
  /** A second line, of what comes of it. */
  description?: string;
  icon?: ReactNode;
  danger?: boolean;
  /** Makes the menu a choice of one: whether this is the one. */
  chosen?: boolean;
  /** Something that is on or off. */
  on?: boolean;
  onSelect(): void;
}

export interface MenuProps {
  trigger: ReactNode;
  items: readonly (MenuItem | 'line')[];
  /** `row` has the items beside each other, each by its icon alone; the arrow keys go along it too. */
  shape?: 'list' | 'row';
  /** Stands open from the first: for a menu whose code came with the click. */
  open?: boolean;
  /** For a menu that is opened by more than its button: whether it is open now, and who hears of each change. */
  held?: { open: boolean; onChange(open: boolean): void };
  /** What has the focus again once it is closed; the button where it gives none. */
  home?(): HTMLElement | null | undefined;
}

/** Which way an arrow key goes along a row, or 0. */
function stepOf(key: string, direction: 'ltr' | 'rtl'): number {
  const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
  return direction === 'rtl' ? -step : step;
}

function goAlong(event: KeyboardEvent<HTMLElement>, direction: 'ltr' | 'rtl'): void {
  const step = stepOf(event.key, direction);
  if (step === 0) return;
  event.preventDefault();
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=menuitem]')];
  const here = items.findIndex((item) => item === event.target);
  items.at(here < 0 && step < 0 ? -1 : (here + step) % items.length)?.focus();
}

/**
 * A menu under a button. Radix gives the keyboard, the typing ahead and the placing; not modal,
 * because its scroll lock writes a style element, which the content security policy would refuse.
 */
export function Menu({ trigger, items, shape = 'list', open = false, held, home }: MenuProps) {
  const { direction } = useWords();
  const isRow = shape === 'row';
  const button = useRef<HTMLButtonElement>(null);
  // A dialog that is opened gives the focus back to what had it: that must not be the item, which goes with the menu.
  const drawn = items.map((item) => {
    if (item === 'line') return item;
    const onSelect = () => {
      (home?.() ?? button.current)?.focus({ preventScroll: true });
      item.onSelect();
    };
    return { ...item, onSelect };
  });
  return (
    <DropdownMenu.Root
      modal={false}
      dir={direction}
      {...(held ? { open: held.open, onOpenChange: held.onChange } : { defaultOpen: open })}
    >
      <DropdownMenu.Trigger ref={button} asChild>
        {trigger}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className={clsx(styles.menu, isRow && styles.row)}
          align={isRow ? 'center' : 'end'}
          sideOffset={4}
          collisionPadding={8}
          onCloseAutoFocus={(event) => {
            // What was chosen may have taken the focus with it, to a dialog or to where one writes.
            const gone = document.activeElement === document.body;
            const back = gone ? home?.() : null;
            if (!gone || back) event.preventDefault();
            back?.focus({ preventScroll: true });
          }}
          // Radix knows lists alone.
          {...(isRow && {
            'aria-orientation': 'horizontal',
            onKeyDown: (event: KeyboardEvent<HTMLElement>) => goAlong(event, direction),
          })}
        >
          {isRow ? <Row items={drawn} /> : <Items items={drawn} />}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function Row({ items }: Pick<MenuProps, 'items'>) {
  return items.map((item) =>
    item === 'line' ? null : (
      <DropdownMenu.Item
        key={item.label}
        className={styles.sign}
        aria-label={item.label}
        title={item.label}
        textValue={item.label}
        onSelect={item.onSelect}
      >
        {item.icon}
      </DropdownMenu.Item>
    ),
  );
}

function Items({ items }: Pick<MenuProps, 'items'>) {
  const chosen = items.find((item) => item !== 'line' && item.chosen);
  const drawn = items.map((item, index) =>
    item === 'line' ? (
      <DropdownMenu.Separator key={`line-${index}`} className={styles.line} />
    ) : (
      <Item key={item.label} item={item} />
    ),
  );
  if (chosen === undefined || chosen === 'line') return drawn;
  return <DropdownMenu.RadioGroup value={chosen.label}>{drawn}</DropdownMenu.RadioGroup>;
}

function Item({ item }: { item: MenuItem }) {
  const { label, icon, chosen, on, onSelect } = item;
  if (on !== undefined) {
    return (
      <DropdownMenu.CheckboxItem className={styles.item} checked={on} onSelect={onSelect}>
        {icon}
        {label}
        <DropdownMenu.ItemIndicator className={styles.chosen}>
          <Check />
        </DropdownMenu.ItemIndicator>
      </DropdownMenu.CheckboxItem>
    );
  }
  if (chosen !== undefined) {
    return (
      <DropdownMenu.RadioItem className={styles.item} value={label} onSelect={onSelect}>
        {icon}
        {label}
        <DropdownMenu.ItemIndicator className={styles.chosen}>
          <Check />
        </DropdownMenu.ItemIndicator>
      </DropdownMenu.RadioItem>
    );
  }
  return <PlainItem {...item} />;
}

function PlainItem({ label, description, icon, danger, onSelect }: Omit<MenuItem, 'chosen' | 'on'>) {
  const id = useId();
  return (
    <DropdownMenu.Item
      className={styles.item}
      data-danger={danger ? true : undefined}
      textValue={label}
      aria-describedby={description === undefined ? undefined : id}
      onSelect={onSelect}
    >
      {icon}
      {description === undefined ? (
        label
      ) : (
        <span className={styles.words}>
          {label}
          {/* Said after the name, of which it is no part. */}
          <span id={id} aria-hidden="true" className={styles.more}>
            {description}
          </span>
        </span>
      )}
    </DropdownMenu.Item>
  );
}
