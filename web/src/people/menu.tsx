import type { Allowances, Participant, Restrictions, Role } from '@hangouts/protocol';
import {
  boundBy,
  may,
  mayDecide,
  mayGiveRole,
  publishing,
  type Action,
  type Holder,
} from '@hangouts/protocol/permissions';
import ArrowRightLeft from 'lucide-react/icons/arrow-right-left';
import Crown from 'lucide-react/icons/crown';
import Ear from 'lucide-react/icons/ear';
import Flag from 'lucide-react/icons/flag';
import Hand from 'lucide-react/icons/hand';
import Lock from 'lucide-react/icons/lock';
import MessageSquare from 'lucide-react/icons/message-square';
import Mic from 'lucide-react/icons/mic';
import MicOff from 'lucide-react/icons/mic-off';
import ScreenShare from 'lucide-react/icons/screen-share';
import ScreenShareOff from 'lucide-react/icons/screen-share-off';
import Spotlight from 'lucide-react/icons/spotlight';
import Shield from 'lucide-react/icons/shield';
import UserMinus from 'lucide-react/icons/user-minus';
import Video from 'lucide-react/icons/video';
import VideoOff from 'lucide-react/icons/video-off';
import type { ReactNode } from 'react';
import type { Words } from '../language/words.js';
import type { Session } from '../session/session.js';
import type { MenuItem } from '../ui/Menu.js';
import { attempt } from '../ui/toastStore.js';

const POWERS: readonly { key: keyof Restrictions; icon: ReactNode }[] = [
  { key: 'microphone', icon: <Mic /> },
  { key: 'camera', icon: <Video /> },
  { key: 'screen', icon: <ScreenShare /> },
  { key: 'chat', icon: <MessageSquare /> },
];

/** What somebody sends can be ended, and begun again by them. */
const ENDS: readonly { source: 'microphone' | 'camera' | 'screen'; icon: ReactNode }[] = [
  { source: 'microphone', icon: <MicOff /> },
  { source: 'camera', icon: <VideoOff /> },
  { source: 'screen', icon: <ScreenShareOff /> },
];

export interface Managed {
  person: Participant;
  self: boolean;
  /** Whether everybody is shown them large. */
  inSpotlight: boolean;
  /** One's own rights, as the room has them now. */
  rights: Holder;
  /** What everybody may do on their own. */
  allow: Allowances;
}

/** What the page does itself. */
export interface PersonActions {
  /** Begins to write to them alone. */
  onWrite(person: Participant): void;
  onReport(person: Participant): void;
  /** Asks whether to remove them. */
  onRemove(person: Participant): void;
}

type Items = (MenuItem | 'line')[];
type Decisions = Pick<
  Session,
  'handOver' | 'lowerHand' | 'restrict' | 'setRole' | 'setSpotlight' | 'stopSource'
>;

/** What somebody may do with another, or with themselves, as the one table says; the server has the last word on each. */
export function menuFor(words: Words, session: Decisions, managed: Managed, actions: PersonActions): Items {
  const { person, self, rights } = managed;
  const write: MenuItem = {
    label: words('people:privately'),
    icon: <Lock />,
    onSelect: () => actions.onWrite(person),
  };
  const report: MenuItem = {
    label: words('people:report'),
    icon: <Flag />,
    onSelect: () => actions.onReport(person),
  };
  // The audience has no picture.
  const spotlit =
    may(rights, 'spotlight') && person.role !== 'audience' ? [spotlightFor(words, session, managed)] : [];
  if (self) return spotlit;
  // A host would report to themselves.
  const reports = may(rights, 'report') && rights.role !== 'host';
  return [
    ...(may(rights, 'chat') ? [write] : []),
    ...(person.hand !== undefined && may(rights, 'lower-hands') ? [lowerFor(words, session, person)] : []),
    ...spotlit,
    ...decisionsOn(words, session, managed, actions),
    ...(reports ? [report] : []),
  ];
}

function spotlightFor(words: Words, session: Decisions, { person, inSpotlight }: Managed): MenuItem {
  return {
    label: words(inSpotlight ? 'people:endSpotlight' : 'people:spotlight'),
    icon: <Spotlight />,
    onSelect: () => void attempt(() => session.setSpotlight(inSpotlight ? null : person.id)),
  };
}

function lowerFor(words: Words, session: Decisions, { id }: Participant): MenuItem {
  return {
    label: words('people:lowerHand'),
    icon: <Hand />,
    onSelect: () => void attempt(() => session.lowerHand(id)),
  };
}

/** What takes standing above them. */
function decisionsOn(
  words: Words,
  session: Decisions,
  { person, rights, allow }: Managed,
  { onRemove }: PersonActions,
): Items {
  const { id: participant, restrictions, role } = person;
  const decides = (action: Action) => mayDecide(rights, action, person);
  const give = (given: Role) => () => void attempt(() => session.setRole({ participant, role: given }));
  const listens = role === 'audience';
  const roles: (MenuItem & { role: Role })[] = [
    role === 'host'
      ? { role: 'speaker', label: words('people:take.host'), icon: <Crown />, onSelect: give('speaker') }
      : { role: 'host', label: words('people:give.host'), icon: <Crown />, onSelect: give('host') },
    role === 'cohost'
      ? { role: 'speaker', label: words('people:take.cohost'), icon: <Shield />, onSelect: give('speaker') }
      : { role: 'cohost', label: words('people:give.cohost'), icon: <Shield />, onSelect: give('cohost') },
    listens
      ? { role: 'speaker', label: words('people:give.speaker'), icon: <Mic />, onSelect: give('speaker') }
      : { role: 'audience', label: words('people:give.audience'), icon: <Ear />, onSelect: give('audience') },
  ];
  const handOver: MenuItem = {
    label: words('people:handOver'),
    icon: <ArrowRightLeft />,
    onSelect: () => void attempt(() => session.handOver(participant)),
  };
  const ends = ENDS.filter(({ source }) =>
    person.sources.some((sent) => sent.source === source && !sent.paused),
  ).map(({ source, icon }): MenuItem => ({
    label: words(`people:end.${source}`),
    ...(may(boundBy(person, allow), publishing(source)) && {
      description: words(`people:endHelp.${source}`),
    }),
    icon,
    onSelect: () => void attempt(() => session.stopSource(participant, source)),
  }));
  // The audience sends nothing that could be taken.
  const powers = POWERS.filter(({ key }) => !listens || key === 'chat').map(({ key, icon }): MenuItem => {
    // This alone: somebody else may have taken another since.
    const change = { [key]: !restrictions[key] };
    return {
      ...(restrictions[key]
        ? { label: words(`people:allow.${key}`) }
        : { label: words(`people:forbid.${key}`), description: words(`people:forbidHelp.${key}`) }),
      icon,
      onSelect: () => void attempt(() => session.restrict({ participant, restrictions: change })),
    };
  });
  const parts: Items[] = [
    [
      ...roles.filter((one) => mayGiveRole(rights, person, one.role)),
      ...(decides('hand-over') && role !== 'host' ? [handOver] : []),
    ],
    [...(decides('stop-source') ? ends : []), ...(decides('restrict-participant') ? powers : [])],
    decides('remove-participant')
      ? [
          {
            label: words('people:remove'),
            icon: <UserMinus />,
            danger: true,
            onSelect: () => onRemove(person),
          },
        ]
      : [],
  ];
  return parts
    .filter((part) => part.length > 0)
    .flatMap((part, index): Items => (index > 0 ? ['line', ...part] : part));
}
