import type { ChatMessage } from '@hangouts/protocol';
import { may } from '@hangouts/protocol/permissions';
import Copy from 'lucide-react/icons/copy';
import Ellipsis from 'lucide-react/icons/ellipsis';
import Lock from 'lucide-react/icons/lock';
import Pencil from 'lucide-react/icons/pencil';
import Reply from 'lucide-react/icons/reply';
import Trash from 'lucide-react/icons/trash-2';
import { useState } from 'react';
import { useWords } from '../language/useWords.js';
import type { Words } from '../language/words.js';
import { ownRights } from '../session/select.js';
import type { Session } from '../session/session.js';
import type { RoomState } from '../session/state.js';
import { IconButton } from '../ui/IconButton.js';
import { Menu, type MenuItem } from '../ui/Menu.js';
import type { MessageActions } from './actions.js';
import styles from './Message.module.css';

export interface MessageMenuProps {
  session: Session;
  message: ChatMessage;
  actions: MessageActions;
}

/** The button with what can be done with a message. The menu itself is made with the first click: there are many. */
export function MessageMenu({ session, message, actions }: MessageMenuProps) {
  const words = useWords();
  const [items, setItems] = useState<MenuItem[] | null>(null);
  const button = (
    <IconButton
      label={words('chat:actions', { name: message.name })}
      hint={null}
      size="small"
      aria-haspopup="menu"
      tabIndex={-1}
      className={styles.more}
      icon={<Ellipsis />}
      {...(items === null && {
        onClick: () => setItems(itemsFor(words, session.state.get(), message, actions)),
      })}
    />
  );
  return items === null ? button : <Menu open trigger={button} items={items} />;
}

function itemsFor(words: Words, state: RoomState, message: ChatMessage, actions: MessageActions): MenuItem[] {
  const rights = ownRights(state);
  const own = message.participant === state.you;
  const writes = rights !== null && may(rights, 'chat');
  const isHere = state.participants.some(({ id }) => id === message.participant);
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
    ...(own || (rights !== null && may(rights, 'delete-messages')) ? [remove] : []),
  ];
}
