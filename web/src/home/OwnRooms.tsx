import DoorOpen from 'lucide-react/icons/door-open';
import { useId, useState } from 'react';
import { useWords } from '../language/useWords.js';
import { ownRooms, type KeptRoom } from '../session/own-rooms.js';
import { recent } from '../session/recent.js';
import { makeRoom } from '../session/rooms-api.js';
import { attempt } from '../ui/toastStore.js';
import { useNow } from '../ui/useNow.js';
import { useWhole } from '../ui/useReadable.js';
import { ChangeRoom } from './ChangeRoom.js';
import { listed } from './listed.js';
import { OwnRoomCard } from './OwnRoomCard.js';
import styles from './OwnRooms.module.css';
import { RemoveRoom } from './RemoveRoom.js';

export interface OwnRoomsProps {
  addressOf(room: string): string;
  onOpen(room: string): void;
}

type Asked = { what: 'change' | 'remove'; room: KeptRoom } | null;

/** The hangouts that are one's own: the room that stays, and what is planned. */
export default function OwnRooms({ addressOf, onOpen }: OwnRoomsProps) {
  const words = useWords();
  const rooms = useWhole(ownRooms);
  const visits = useWhole(recent);
  const now = useNow();
  const [asked, setAsked] = useState<Asked>(null);
  const { personal, others } = listed(rooms, new Set(visits.map(({ room }) => room)), now);
  const heading = useId();
  const close = () => setAsked(null);
  const card = (room: KeptRoom) => (
    <OwnRoomCard
      key={room.room}
      room={room}
      now={now}
      addressOf={addressOf}
      onOpen={onOpen}
      onChange={() => setAsked({ what: 'change', room })}
      onRemove={() => setAsked({ what: 'remove', room })}
    />
  );
  return (
    <section aria-label={words('plans:own')} className={styles.own} data-focus-then={heading}>
      <h2 id={heading}>{words('plans:own')}</h2>
      <ul>
        {personal === null ? (
          <li>
            <FirstOwnRoom onOpen={onOpen} />
          </li>
        ) : (
          card(personal)
        )}
        {others.map(card)}
      </ul>
      {others.length === 0 ? <p className={styles.nothing}>{words('plans:nothing')}</p> : null}
      {asked?.what === 'change' ? <ChangeRoom room={asked.room} onClose={close} /> : null}
      {asked?.what === 'remove' ? <RemoveRoom room={asked.room} onClose={close} /> : null}
    </section>
  );
}

/** In place of the room that stays, as long as there is none: the click that opens it makes it. */
function FirstOwnRoom({ onOpen }: Pick<OwnRoomsProps, 'onOpen'>) {
  const words = useWords();
  const helpId = useId();
  const [making, setMaking] = useState(false);
  const make = async () => {
    setMaking(true);
    await attempt(async () => {
      const made = await makeRoom({ kind: 'personal' });
      ownRooms.add(made, Date.now());
      onOpen(made.room);
    });
    setMaking(false);
  };
  return (
    <div className={styles.first}>
      <DoorOpen />
      <div className={styles.words}>
        <button
          type="button"
          className={styles.make}
          aria-describedby={helpId}
          aria-busy={making}
          disabled={making}
          onClick={() => void make()}
        >
          {words('plans:myRoom')}
        </button>
        <p id={helpId} className={styles.more}>
          {words(making ? 'plans:making' : 'plans:myRoomFirst')}
        </p>
      </div>
    </div>
  );
}
