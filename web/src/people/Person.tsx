import type { Participant, Source } from '@hangouts/protocol';
import { may, mayDecide } from '@hangouts/protocol/permissions';
import EllipsisVertical from 'lucide-react/icons/ellipsis-vertical';
import Flag from 'lucide-react/icons/flag';
import Hand from 'lucide-react/icons/hand';
import Lock from 'lucide-react/icons/lock';
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
import { Menu, type MenuItem } from '../ui/Menu.js';
import { menuFor, type Managed } from './menu.js';
import styles from './People.module.css';

export interface PersonProps {
  session: Session;
  person: Participant;
  self: boolean;
  /** Whether everybody is shown them large. */
  inSpotlight: boolean;
  /** Oneself, whose rights decide what can be done. */
  own: Participant | null;
  onRemove(person: Participant): void;
  /** Begins to write to them alone. */
  onWrite(person: Participant): void;
  onReport(person: Participant): void;
}

/** One line of the list. Where one of fifty changes, the others are not drawn again. */
export const Person = memo(function Person(props: PersonProps) {
  const { session, person, self, inSpotlight, own, onRemove, onReport, onWrite } = props;
  const words = useWords();
  const managed = own === null ? null : { person, self, inSpotlight, own };
  const decided =
    managed && isManaged(managed) ? menuFor(words, session, managed, () => onRemove(person)) : [];
  const report: MenuItem = {
    label: words('people:report'),
    icon: <Flag />,
    onSelect: () => onReport(person),
  };
  const write: MenuItem = {
    label: words('people:privately'),
    icon: <Lock />,
    onSelect: () => onWrite(person),
  };
  const forOthers = own !== null && may(own, 'chat') ? [write, ...decided, report] : [...decided, report];
  const items = self || own === null || own.role === 'host' ? decided : forOthers;
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

/** Whether there is anything that one may decide: about those below, and of oneself the spotlight. */
function isManaged({ own, self, person }: Managed): boolean {
  return self ? may(own, 'spotlight') : mayDecide(own, 'restrict-participant', person);
}

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
