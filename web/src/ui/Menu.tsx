import Check from 'lucide-react/icons/check';
import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import { useWords } from '../language/useWords.js';
import styles from './Menu.module.css';

export interface MenuItem {
  label: string;
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
  /** Stands open from the first: for a menu whose code came with the click. */
  open?: boolean;
}

/**
 * A menu under a button. Radix gives the keyboard, the typing ahead and the placing; not modal,
 * because its scroll lock writes a style element, which the content security policy would refuse.
 */
export function Menu({ trigger, items, open = false }: MenuProps) {
  const { direction } = useWords();
  return (
    <DropdownMenu.Root modal={false} dir={direction} defaultOpen={open}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={styles.menu} align="end" sideOffset={4} collisionPadding={8}>
          <Items items={items} />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
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

function Item({ item: { label, icon, danger, chosen, on, onSelect } }: { item: MenuItem }) {
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
  return (
    <DropdownMenu.Item className={styles.item} data-danger={danger ? true : undefined} onSelect={onSelect}>
      {icon}
      {label}
    </DropdownMenu.Item>
  );
}
