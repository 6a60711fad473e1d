import type { Participant, Source } from '@hangouts/protocol';
import { may, mayDecide } from '@hangouts/protocol/permissions';
import EllipsisVertical from 'lucide-react/icons/ellipsis-vertical';
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
import { Menu } from '../ui/Menu.js';
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
}

/** One line of the list. Where one of fifty changes, the others are not drawn again. */
export const Person = memo(function Person(props: PersonProps) {
  const { session, person, self, inSpotlight, own, onRemove, onWrite } = props;
  const words = useWords();
  const managed = own === null ? null : { person, self, inSpotlight, own };
  const decided = managed && isManaged(managed) ? menuFor(session, managed, () => onRemove(person)) : [];
  const write = { label: words('chat:privately'), icon: <Lock />, onSelect: () => onWrite(person) };
  const items = self || own === null || !may(own, 'chat') ? decided : [write, ...decided];
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
        <span className={styles.hand} title="Hand raised">
          <Hand />
          <span className="said">Hand raised</span>
        </span>
      )}
      <Sources person={person} />
      {items.length > 0 ? (
        <Menu
          trigger={
            <IconButton
              label={`Options for ${person.name}`}
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

const ROLE_WORDS: Record<Participant['role'], string | null> = {
  host: 'Host',
  cohost: 'Cohost',
  speaker: null,
  audience: 'In the audience',
};

interface MarksProps {
  person: Participant;
  self: boolean;
  inSpotlight: boolean;
  away: boolean;
}

function Marks({ person, self, inSpotlight, away }: MarksProps) {
  const marks = [
    self ? 'You' : null,
    ROLE_WORDS[person.role],
    inSpotlight ? 'in the spotlight' : null,
    person.restrictions.chat ? 'may not write' : null,
    away ? 'reconnecting…' : null,
  ].filter((mark) => mark !== null);
  return marks.length > 0 ? <span className={styles.marks}>{marks.join(' · ')}</span> : null;
}

function Sources({ person }: { person: Participant }) {
  const sends = (source: Source) => person.sources.some((sent) => sent.source === source && !sent.paused);
  return (
    <span className={styles.sources}>
      {sends('screen') ? (
        <Mark words="Sharing a screen">
          <ScreenShare />
        </Mark>
      ) : null}
      <Mark words={sends('microphone') ? 'Microphone on' : 'Microphone off'} off={!sends('microphone')}>
        {sends('microphone') ? <Mic /> : <MicOff />}
      </Mark>
      <Mark words={sends('camera') ? 'Camera on' : 'Camera off'} off={!sends('camera')}>
        {sends('camera') ? <Video /> : <VideoOff />}
      </Mark>
    </span>
  );
}

function Mark({ words, off = false, children }: { words: string; off?: boolean; children: ReactNode }) {
  return (
    <span className={styles.source} title={words} data-off={off}>
      {children}
      <span className="said">{words}</span>
    </span>
  );
}
