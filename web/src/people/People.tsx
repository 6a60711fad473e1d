import { useState } from 'react';
import { selfOf } from '../session/select.js';
import type { Session } from '../session/session.js';
import type { RoomState } from '../session/state.js';
import { Button } from '../ui/Button.js';
import { CopyLink } from '../ui/CopyLink.js';
import { Dialog } from '../ui/Dialog.js';
import { Panel } from '../ui/Panel.js';
import { attempt } from '../ui/toastStore.js';
import { sameList, useReadable } from '../ui/useReadable.js';
import styles from './People.module.css';
import { Person } from './Person.js';

export interface PeopleProps {
  session: Session;
  /** The room's link, to ask more people in. */
  link: string;
  onClose(): void;
}

/** Oneself first, the others in the order they came. */
function inOrder({ participants, you }: RoomState) {
  return [...participants.filter(({ id }) => id === you), ...participants.filter(({ id }) => id !== you)];
}

/** Who is in the hangout, and what a host may do about it. */
export default function People({ session, link, onClose }: PeopleProps) {
  const people = useReadable(session.state, inOrder, sameList);
  const self = useReadable(session.state, selfOf);
  const spotlight = useReadable(session.state, (state) => state.spotlight);
  const [leaving, setLeaving] = useState<(typeof people)[number] | null>(null);
  return (
    <Panel title="People" aside={people.length} onClose={onClose}>
      <ul className={styles.list}>
        {people.map((person) => (
          <Person
            key={person.id}
            session={session}
            person={person}
            self={person.id === self?.id}
            inSpotlight={person.id === spotlight}
            mayManage={self?.role === 'host'}
            onRemove={setLeaving}
          />
        ))}
      </ul>
      <div className={styles.more}>
        <CopyLink link={link} />
      </div>
      {leaving ? (
        <Dialog
          kind="alert"
          title={`Remove ${leaving.name}?`}
          onClose={() => setLeaving(null)}
          actions={
            <>
              <Button onClick={() => setLeaving(null)}>Cancel</Button>
              <Button
                look="danger"
                onClick={() => {
                  setLeaving(null);
                  void attempt(() => session.removeParticipant(leaving.id));
                }}
              >
                Remove
              </Button>
            </>
          }
        >
          <p>They leave the hangout at once and are told that a host removed them.</p>
        </Dialog>
      ) : null}
    </Panel>
  );
}
