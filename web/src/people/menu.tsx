import type { Participant, Restrictions } from '@hangouts/protocol';
import Crown from 'lucide-react/icons/crown';
import MessageSquare from 'lucide-react/icons/message-square';
import Mic from 'lucide-react/icons/mic';
import ScreenShare from 'lucide-react/icons/screen-share';
import Spotlight from 'lucide-react/icons/spotlight';
import UserMinus from 'lucide-react/icons/user-minus';
import Video from 'lucide-react/icons/video';
import type { ReactNode } from 'react';
import type { Session } from '../session/session.js';
import type { MenuItem } from '../ui/Menu.js';
import { attempt } from '../ui/toastStore.js';

const POWERS: readonly { key: keyof Restrictions; what: string; icon: ReactNode }[] = [
  { key: 'microphone', what: 'microphone', icon: <Mic /> },
  { key: 'camera', what: 'camera', icon: <Video /> },
  { key: 'screen', what: 'screen sharing', icon: <ScreenShare /> },
  { key: 'chat', what: 'writing in the chat', icon: <MessageSquare /> },
];

export interface Managed {
  person: Participant;
  self: boolean;
  /** Whether everybody is shown them large. */
  inSpotlight: boolean;
}

/** What a host may do with somebody, and with themselves; the server has the last word on each. */
export function menuFor(
  session: Session,
  { person, self, inSpotlight }: Managed,
  onRemove: () => void,
): (MenuItem | 'line')[] {
  const { id: participant, restrictions, role } = person;
  const spotlight: MenuItem = {
    label: inSpotlight ? 'End spotlight' : 'Spotlight for everyone',
    icon: <Spotlight />,
    onSelect: () => void attempt(() => session.setSpotlight(inSpotlight ? null : participant)),
  };
  if (self) return [spotlight];
  const isHost = role === 'host';
  const powers = POWERS.map(({ key, what, icon }): MenuItem => {
    const change = { ...restrictions, [key]: !restrictions[key] };
    return {
      label: `${restrictions[key] ? 'Allow' : 'Switch off'} ${what}`,
      icon,
      onSelect: () => void attempt(() => session.restrict({ participant, restrictions: change })),
    };
  });
  const hosting: MenuItem = {
    label: isHost ? 'No longer host' : 'Make host',
    icon: <Crown />,
    onSelect: () => void attempt(() => session.setRole({ participant, role: isHost ? 'speaker' : 'host' })),
  };
  return [
    spotlight,
    hosting,
    'line',
    ...powers,
    'line',
    { label: 'Remove', icon: <UserMinus />, danger: true, onSelect: onRemove },
  ];
}
