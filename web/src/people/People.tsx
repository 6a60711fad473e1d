import { useState } from 'react';
import type { Participant, Restrictions } from '@hangouts/protocol';
import { may, type Holder } from '@hangouts/protocol/permissions';
import { useWords } from '../language/useWords.js';
import { raisedHands } from '../session/hand.js';
import { ownRights, waitingFor } from '../session/select.js';
import type { Session } from '../session/session.js';
import type { RoomState } from '../session/state.js';
import { Button } from '../ui/Button.js';
import { CopyLink } from '../ui/CopyLink.js';
import { Dialog } from '../ui/Dialog.js';
import { later } from '../ui/later.js';
import { Panel } from '../ui/Panel.js';
import { attempt } from '../ui/toastStore.js';
import { sameList, useReadable } from '../ui/useReadable.js';
import styles from './People.module.css';
import { Person } from './Person.js';
import { WaitingList } from './WaitingList.js';

const OrderLog = later(() => import('./OrderLog.js'), 'dialog');
const Report = later(() => import('./Report.js'), 'dialog');
const HostControls = later(() => import('./HostControls.js'), 'dialog');

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

/** Muting oneself draws nobody anew. */
function sameRights(one: Holder | null, other: Holder | null): boolean {
  if (one === null || other === null) return one === other;
  const keys = Object.keys(one.restrictions) as (keyof Restrictions)[];
  return one.role === other.role && keys.every((key) => one.restrictions[key] === other.restrictions[key]);
}

/** Who is in the hangout, and what a host may do about it. */
export default function People({ session, link, onWrite, onClose }: PeopleProps) {
  const words = useWords();
  const people = useReadable(session.state, inOrder, sameList);
  const you = useReadable(session.state, (state) => state.you);
  const rights = useReadable(session.state, ownRights, sameRights);
  const allow = useReadable(session.state, (state) => state.settings?.allow ?? null);
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
            self={person.id === you}
            inSpotlight={person.id === spotlight}
            rights={rights}
            allow={allow}
            onRemove={setLeaving}
            onWrite={onWrite}
            onReport={setReporting}
          />
        ))}
      </ul>
      <div className={styles.more}>
        {rights && may(rights, 'change-settings') ? (
          <Button onClick={() => setControls(true)}>{words('people:hostControls')}</Button>
        ) : null}
        {rights && may(rights, 'read-log') ? (
          <Button onClick={() => setLog(true)}>{words('people:logButton')}</Button>
        ) : null}
        {rights && may(rights, 'lower-hands') && hands > 1 ? (
          <Button onClick={() => void attempt(() => session.lowerHand(null))}>
            {words('people:lowerAllHands')}
          </Button>
        ) : null}
        <CopyLink link={link} />
      </div>
      {log ? <OrderLog session={session} onClose={() => setLog(false)} /> : null}
      {reporting ? <Report session={session} person={reporting} onClose={() => setReporting(null)} /> : null}
      {controls ? <HostControls session={session} link={link} onClose={() => setControls(false)} /> : null}
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
