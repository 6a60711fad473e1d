import type { ChatMessage } from '@hangouts/protocol';
import Copy from 'lucide-react/icons/copy';
import Ellipsis from 'lucide-react/icons/ellipsis';
import Lock from 'lucide-react/icons/lock';
import Pencil from 'lucide-react/icons/pencil';
import Reply from 'lucide-react/icons/reply';
import Trash from 'lucide-react/icons/trash-2';
import { useState, type ReactNode } from 'react';
import { useWords } from '../language/useWords.js';
import type { Words } from '../language/words.js';
import { mayIn } from '../session/select.js';
import type { Session } from '../session/session.js';
import { IconButton } from '../ui/IconButton.js';
import { Menu, type MenuItem } from '../ui/Menu.js';
import { useReadable } from '../ui/useReadable.js';
import type { MessageActions } from './actions.js';
import styles from './Message.module.css';

export interface MessageMenuProps {
  session: Session;
  message: ChatMessage;
  actions: MessageActions;
  /** Whether the keyboard is at this message: only there Tab stops at the button, for there are many. */
  reached: boolean;
  open: boolean;
  onOpen(open: boolean): void;
  /** What has the focus again once it is closed; the button where it gives none. */
  home(): HTMLElement | null;
}

/** The button with what can be done with a message. The menu itself is made when it is first opened: there are many. */
export function MessageMenu(props: MessageMenuProps) {
  const { message, reached, open, onOpen } = props;
  const words = useWords();
  const [opened, setOpened] = useState(false);
  if (open && !opened) setOpened(true);
  const button = (
    <IconButton
      label={words('chat:actions', { name: message.name })}
      hint={null}
      size="small"
      aria-haspopup="menu"
      tabIndex={reached ? 0 : -1}
      className={styles.more}
      icon={<Ellipsis />}
      {...(!opened && { onClick: () => onOpen(true) })}
    />
  );
  return opened ? <OpenedMenu {...props} button={button} /> : button;
}

/** What it offers follows what its reader may do, and who is there. */
function OpenedMenu(props: MessageMenuProps & { button: ReactNode }) {
  const { session, message, actions, open, onOpen, home, button } = props;
  const words = useWords();
  const own = useReadable(session.state, ({ you }) => message.participant === you);
  const isHere = useReadable(session.state, ({ participants }) =>
    participants.some(({ id }) => id === message.participant),
  );
  const writes = useReadable(session.state, (state) => mayIn(state, 'chat'));
  const deletesAll = useReadable(session.state, (state) => mayIn(state, 'delete-messages'));
  const items = itemsFor(words, message, actions, { own, isHere, writes, deletesAll });
  return <Menu held={{ open, onChange: onOpen }} home={home} trigger={button} items={items} />;
}

interface About {
  own: boolean;
  /** Whether its sender is in the room. */
  isHere: boolean;
  writes: boolean;
  deletesAll: boolean;
}

function itemsFor(
  words: Words,
  message: ChatMessage,
  actions: MessageActions,
  { own, isHere, writes, deletesAll }: About,
): MenuItem[] {
  const reply: MenuItem = {
    label: words('chat:reply'),
    icon: <Reply />,
    onSelect: () => actions.reply(message),
  };
  const privately: MenuItem = {
    label: words('chat:privately'),
    icon: <Lock />,
    onSelect: () => actions.privately(message),
  };
  const copy: MenuItem = { label: words('chat:copy'), icon: <Copy />, onSelect: () => actions.copy(message) };
  const edit: MenuItem = {
    label: words('chat:edit'),
    icon: <Pencil />,
    onSelect: () => actions.edit(message),
  };
  const remove: MenuItem = {
    label: words('chat:delete'),
    icon: <Trash />,
    danger: true,
    onSelect: () => actions.remove(message),
  };
  return [
    ...(writes ? [reply] : []),
    ...(writes && !own && isHere ? [privately] : []),
    ...(message.text === '' ? [] : [copy]),
    ...(writes && own ? [edit] : []),
    ...(own || deletesAll ? [remove] : []),
  ];
}
