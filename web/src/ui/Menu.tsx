import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import styles from './Menu.module.css';

export interface MenuItem {
  label: string;
  icon?: ReactNode;
  danger?: boolean;
  onSelect(): void;
}

/**
 * A menu under a button. Radix gives the keyboard, the typing ahead and the placing; not modal,
 * because its scroll lock writes a style element, which the content security policy would refuse.
 */
export function Menu({ trigger, items }: { trigger: ReactNode; items: readonly (MenuItem | 'line')[] }) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={styles.menu} align="end" sideOffset={4} collisionPadding={8}>
          {items.map((item, index) =>
            item === 'line' ? (
              <DropdownMenu.Separator key={`line-${index}`} className={styles.line} />
            ) : (
              <DropdownMenu.Item
                key={item.label}
                className={styles.item}
                data-danger={item.danger ? true : undefined}
                onSelect={item.onSelect}
              >
                {item.icon}
                {item.label}
              </DropdownMenu.Item>
            ),
          )}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
