import { lazy, Suspense, useState } from 'react';
import type { Participant } from '@hangouts/protocol';
import { may } from '@hangouts/protocol/permissions';
import { useWords } from '../language/useWords.js';
import { raisedHands } from '../session/hand.js';
import { selfOf, waitingFor } from '../session/select.js';
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
import { WaitingList } from './WaitingList.js';

const OrderLog = lazy(() => import('./OrderLog.js'));
const Report = lazy(() => import('./Report.js'));
const HostControls = lazy(() => import('./HostControls.js'));

export interface PeopleProps {
  session: Session;
  /** The room's link, to ask more people in. */
  link: string;
  /** Begins to write to somebody alone. */
  onWrite(person: Participant): void;
  onClose(): void;
}

/** Raised hands first, in their order; then oneself, and the others in the order they came. */
function inOrder(state: RoomState) {
  const { participants, you } = state;
  const others = participants.filter(({ hand }) => hand === undefined);
  return [
    ...raisedHands(state),
    ...others.filter(({ id }) => id === you),
    ...others.filter(({ id }) => id !== you),
  ];
}

/** Only the role decides what one may do about others: muting oneself draws nobody anew. */
function sameRole(one: Participant | null, other: Participant | null): boolean {
  return one?.id === other?.id && one?.role === other?.role;
}

/** Who is in the hangout, and what a host may do about it. */
export default function People({ session, link, onWrite, onClose }: PeopleProps) {
  const words = useWords();
  const people = useReadable(session.state, inOrder, sameList);
  const self = useReadable(session.state, selfOf, sameRole);
  const spotlight = useReadable(session.state, (state) => state.spotlight);
  const waiting = useReadable(session.state, waitingFor);
  const hands = people.filter(({ hand }) => hand !== undefined).length;
  const [controls, setControls] = useState(false);
  const [log, setLog] = useState(false);
  const [reporting, setReporting] = useState<(typeof people)[number] | null>(null);
  const [leaving, setLeaving] = useState<(typeof people)[number] | null>(null);
  return (
    <Panel title={words('people:title')} aside={people.length} className={styles.panel} onClose={onClose}>
      <WaitingList session={session} waiting={waiting} />
      <ul className={styles.list}>
        {people.map((person) => (
          <Person
            key={person.id}
            session={session}
            person={person}
            self={person.id === self?.id}
            inSpotlight={person.id === spotlight}
            own={self}
            onRemove={setLeaving}
            onWrite={onWrite}
            onReport={setReporting}
          />
        ))}
      </ul>
      <div className={styles.more}>
        {self && may(self, 'change-settings') ? (
          <Button onClick={() => setControls(true)}>{words('people:hostControls')}</Button>
        ) : null}
        {self && may(self, 'read-log') ? (
          <Button onClick={() => setLog(true)}>{words('people:logButton')}</Button>
        ) : null}
        {self && may(self, 'lower-hands') && hands > 1 ? (
          <Button onClick={() => void attempt(() => session.lowerHand(null))}>
            {words('people:lowerAllHands')}
          </Button>
        ) : null}
        <CopyLink link={link} />
      </div>
      {log || reporting ? (
        <Suspense fallback={null}>
          {log ? <OrderLog session={session} onClose={() => setLog(false)} /> : null}
          {reporting ? (
            <Report session={session} person={reporting} onClose={() => setReporting(null)} />
          ) : null}
        </Suspense>
      ) : null}
      {controls ? (
        <Suspense fallback={null}>
          <HostControls session={session} link={link} onClose={() => setControls(false)} />
        </Suspense>
      ) : null}
      {leaving ? (
        <Dialog
          kind="alert"
          title={words('people:removeTitle', { name: leaving.name })}
          onClose={() => setLeaving(null)}
          actions={
            <>
              <Button onClick={() => setLeaving(null)}>{words('people:cancel')}</Button>
              <Button
                look="danger"
                onClick={() => {
                  setLeaving(null);
                  void attempt(() => session.removeParticipant(leaving.id));
                }}
              >
                {words('people:remove')}
              </Button>
            </>
          }
        >
          <p>{words('people:removeHelp')}</p>
        </Dialog>
      ) : null}
    </Panel>
  );
}
