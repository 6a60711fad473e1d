import type { RoomId } from '@hangouts/protocol';
import { Activity, useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
// Not fetched when it is needed: a call may end because nothing can be fetched any more.
import { Ended } from './call/Ended.js';
import { lastWanted } from './devices/preferences.js';
import { keepEngine, type Engine } from './engine.js';
import { withWords } from './language/language.js';
import { useWords } from './language/useWords.js';
import { joinUnasked } from './lobby/joinUnasked.js';
import { Lobby, type LobbyProps } from './lobby/Lobby.js';
import { rememberedName, rememberName, usableName } from './lobby/yourName.js';
import { wishesOf } from './route.js';
import { later } from './ui/later.js';
import { PageLoading } from './ui/PageMessage.js';
import { invitationOf } from './session/invitation.js';
import { ownRooms } from './session/own-rooms.js';
import { recent } from './session/recent.js';
import { useReadable } from './ui/useReadable.js';
import { useCallPage } from './useCallPage.js';
import { useDrawn } from './useDrawn.js';

const Settings = later(() => withWords('panels', () => import('./settings/Settings.js')), 'dialog');

export interface VisitProps {
  room: RoomId;
  onHome(): void;
}

/** A visit to a room: its engine lives as long as this is on the page. */
export default function Visit({ room, onHome }: VisitProps) {
  const keeper = useMemo(() => keepEngine(room), [room]);
  const words = useWords();
  const engine = useSyncExternalStore(keeper.subscribe, keeper.get);

  return engine ? <Phases engine={engine} onHome={onHome} /> : <PageLoading words={words('page:opening')} />;
}

/** Lobby, call and end, by where the session is. */
function Phases({ engine, onHome }: { engine: Engine; onHome(): void }) {
  const words = useWords();
  const { session, devices, follower } = engine;
  const phase = useReadable(session.state, (state) => state.phase);
  const title = useReadable(session.state, ({ lobby }) => lobby?.title ?? null);
  useEffect(() => {
    document.title = words('page:title', { room: title ?? session.room });
  }, [words, title, session]);
  useEffect(() => {
    if (phase === 'in-call') recent.add(session.room, Date.now(), title);
  }, [phase, title, session]);
  // It is another's by now, or nobody's: the key opens nothing any more.
  const isVoid = useReadable(session.state, ({ problem }) => problem === 'invitation-void');
  useEffect(() => {
    if (isVoid) ownRooms.forget(session.room);
  }, [isVoid, session]);
  const drawn = useDrawn(session, phase === 'in-call');
  const [wishes] = useState(() => wishesOf(location.search));
  const [wanted] = useState(() => {
    const last = lastWanted();
    return { microphone: wishes.microphone ?? last.microphone, camera: wishes.camera ?? last.camera };
  });
  const [name, setName] = useState(() => wishes.name ?? rememberedName());
  const [unasked, setUnasked] = useState(() => wishes.joinNow && usableName(name));

  const join = useCallback(
    async (as: string, passcode: string | null = null) => {
      rememberName(as);
      await session.join({ name: as, passcode, tracks: follower.tracks() });
    },
    [session, follower],
  );

  useEffect(() => {
    void devices.openBoth(wanted);
  }, [devices, wanted]);

  useEffect(() => {
    if (!unasked) return;
    const given = new AbortController();
    joinUnasked({ state: session.state, wanted, join: () => join(name), signal: given.signal })
      // Whatever came of it stands in the session's state, and the lobby has the words.
      .catch(() => undefined)
      .finally(() => setUnasked(false));
    return () => given.abort();
  }, [unasked, session, wanted, join, name]);

  // An invitation pasted over the address of this very room: the browser only notes it.
  useEffect(() => {
    if (phase !== 'lobby') return;
    const look = () => {
      if (invitationOf(location.hash) !== null) location.reload();
    };
    addEventListener('hashchange', look);
    return () => removeEventListener('hashchange', look);
  }, [phase]);

  const ready = useReadable(session.state, (state) => state.lobby !== null);
  const page = useCallPage(ready, phase === 'in-call');

  // From the end back into the call, or into the lobby where that says why not.
  const [rejoining, setRejoining] = useState(false);
  const rejoin = async () => {
    setRejoining(true);
    // As in the lobby, joining does not wait for a device.
    void follower.reopen();
    await join(name);
    if (session.state.get().phase !== 'in-call') setRejoining(false);
  };

  // Out of the call nothing of it stays open, over the end or over the lobby where one waits to be let in again.
  const [last, setLast] = useState(phase);
  const [call, setCall] = useState(0);
  if (phase !== last) {
    setLast(phase);
    if (last === 'in-call') {
      setRejoining(false);
      setCall(call + 1);
    }
  }

  const shown = phase === 'in-call' && drawn;
  const before = () => {
    if (phase === 'ended' || rejoining) {
      return <Ended session={session} onHome={onHome} onRejoin={rejoin} />;
    }
    if (unasked) return <PageLoading words={words('page:joining')} />;
    return (
      <LobbyAndSettings
        session={session}
        devices={devices}
        name={name}
        onName={setName}
        onJoin={(passcode) => join(name.trim(), passcode)}
      />
    );
  };
  return (
    <>
      {shown ? null : before()}
      {shown && !page ? <PageLoading words={words('page:openingCall')} /> : null}
      {/* Made while the lobby stands, so that at the click on Join it has only to be shown. */}
      {page && phase !== 'ended' ? (
        <Activity key={call} mode={shown ? 'visible' : 'hidden'}>
          <page.default engine={engine} />
        </Activity>
      ) : null}
    </>
  );
}

/** The lobby, and the settings over it, which close when it goes. */
function LobbyAndSettings(props: Omit<LobbyProps, 'onSettings'>) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Lobby {...props} onSettings={() => setOpen(true)} />
      {open ? (
        <Settings session={props.session} devices={props.devices} onClose={() => setOpen(false)} />
      ) : null}
    </>
  );
}
