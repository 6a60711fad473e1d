import type { Allowances, Participant, Source } from '@hangouts/protocol';
import type { Holder } from '@hangouts/protocol/permissions';
import EllipsisVertical from 'lucide-react/icons/ellipsis-vertical';
import Hand from 'lucide-react/icons/hand';
import Mic from 'lucide-react/icons/mic';
import MicOff from 'lucide-react/icons/mic-off';
import ScreenShare from 'lucide-react/icons/screen-share';
import Video from 'lucide-react/icons/video';
import VideoOff from 'lucide-react/icons/video-off';
import { memo, type ReactNode } from 'react';
import { useWords } from '../language/useWords.js';
import type { Session } from '../session/session.js';
import { Avatar } from '../ui/Avatar.js';
import { IconButton } from '../ui/IconButton.js';
import { Menu } from '../ui/Menu.js';
import { menuFor, type PersonActions } from './menu.js';
import styles from './People.module.css';

export interface PersonProps extends PersonActions {
  session: Session;
  person: Participant;
  self: boolean;
  /** Whether everybody is shown them large. */
  inSpotlight: boolean;
  /** One's own rights, which decide what can be done. */
  rights: Holder | null;
  /** What everybody may do on their own; null before it is known. */
  allow: Allowances | null;
}

/** One line of the list. Where one of fifty changes, the others are not drawn again. */
export const Person = memo(function Person(props: PersonProps) {
  const { session, person, self, inSpotlight, rights, allow, onRemove, onReport, onWrite } = props;
  const words = useWords();
  const actions = { onRemove, onReport, onWrite };
  const items =
    rights === null || allow === null
      ? []
      : menuFor(words, session, { person, self, inSpotlight, rights, allow }, actions);
  const away = person.connection === 'reconnecting';
  return (
    <li className={styles.person} data-away={away}>
      <Avatar name={person.name} />
      <div className={styles.words}>
        <span className={styles.name} dir="auto">
          {person.name}
        </span>
        <Marks person={person} self={self} inSpotlight={inSpotlight} away={away} />
      </div>
      {person.hand === undefined ? null : (
        <span className={styles.hand} title={words('people:handRaised')}>
          <Hand />
          <span className="said">{words('people:handRaised')}</span>
        </span>
      )}
      <Sources person={person} />
      {items.length > 0 ? (
        <Menu
          trigger={
            <IconButton
              label={words('people:options', { name: person.name })}
              hint={null}
              size="small"
              icon={<EllipsisVertical />}
            />
          }
          items={items}
        />
      ) : null}
    </li>
  );
});

interface MarksProps {
  person: Participant;
  self: boolean;
  inSpotlight: boolean;
  away: boolean;
}

function Marks({ person, self, inSpotlight, away }: MarksProps) {
  const words = useWords();
  const { role } = person;
  const marks = [
    self ? words('people:you') : null,
    role === 'speaker' ? null : words(`people:role.${role}`),
    inSpotlight ? words('people:inSpotlight') : null,
    person.restrictions.chat ? words('people:mayNotWrite') : null,
    away ? words('people:reconnecting') : null,
  ].filter((mark) => mark !== null);
  return marks.length > 0 ? <span className={styles.marks}>{marks.join(' · ')}</span> : null;
}

function Sources({ person }: { person: Participant }) {
  const words = useWords();
  const sends = (source: Source) => person.sources.some((sent) => sent.source === source && !sent.paused);
  return (
    <span className={styles.sources}>
      {sends('screen') ? (
        <Mark says={words('people:sharing')}>
          <ScreenShare />
        </Mark>
      ) : null}
      <Mark
        says={words(sends('microphone') ? 'people:microphoneOn' : 'people:microphoneOff')}
        off={!sends('microphone')}
      >
        {sends('microphone') ? <Mic /> : <MicOff />}
      </Mark>
      <Mark says={words(sends('camera') ? 'people:cameraOn' : 'people:cameraOff')} off={!sends('camera')}>
        {sends('camera') ? <Video /> : <VideoOff />}
      </Mark>
    </span>
  );
}

function Mark({ says, off = false, children }: { says: string; off?: boolean; children: ReactNode }) {
  return (
    <span className={styles.source} title={says} data-off={off}>
      {children}
      <span className="said">{says}</span>
    </span>
  );
}
