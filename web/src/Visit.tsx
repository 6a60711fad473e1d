import type { RoomId } from '@hangouts/protocol';
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { createEngine, type Engine } from './engine.js';
import { Lobby } from './lobby/Lobby.js';
import { mayJoinUnasked } from './lobby/permission.js';
import { rememberedName, rememberName, usableName } from './lobby/yourName.js';
import { wishesOf, type Wishes } from './route.js';
import { PageLoading } from './ui/PageMessage.js';
import { useReadable } from './ui/useReadable.js';

const loadCall = () => import('./call/Call.js');
const Call = lazy(loadCall);
const Ended = lazy(() => import('./call/Ended.js'));

export interface VisitProps {
  room: RoomId;
  onHome(): void;
}

/** A visit to a room: makes its engine, and ends it when the page goes elsewhere. */
export default function Visit({ room, onHome }: VisitProps) {
  const [engine, setEngine] = useState<Engine | null>(null);

  useEffect(() => {
    document.title = `${room} · Hangouts`;
    const made = createEngine(room);
    setEngine(made);
    // Kept for coming back from the browser's cache of pages, when nothing has been ended.
    const onHide = (event: PageTransitionEvent) => {
      if (!event.persisted) made.dispose();
    };
    window.addEventListener('pagehide', onHide);
    return () => {
      window.removeEventListener('pagehide', onHide);
      made.dispose();
    };
  }, [room]);

  return engine ? <Phases engine={engine} onHome={onHome} /> : <PageLoading words="Opening the hangout…" />;
}

/** Lobby, call and end, by where the session is. */
function Phases({ engine, onHome }: { engine: Engine; onHome(): void }) {
  const { session, devices } = engine;
  const phase = useReadable(session.state, (state) => state.phase);
  const [wishes] = useState(() => wishesOf(location.search));
  const [name, setName] = useState(() => wishes.name ?? rememberedName());
  const last = useRef({ microphone: wishes.microphone, camera: wishes.camera });

  const join = useCallback(
    async (as: string) => {
      rememberName(as);
      await session.join({ name: as, tracks: engine.follower.tracks() });
    },
    [session, engine],
  );

  useEffect(() => {
    void devices.openBoth({ microphone: wishes.microphone, camera: wishes.camera });
  }, [devices, wishes]);

  // What was on when the call ended is on again after "Rejoin".
  useEffect(() => {
    if (phase !== 'in-call') return;
    const remember = () => {
      const { microphone, camera } = devices.state.get();
      last.current = { microphone: microphone.wanted, camera: camera.wanted };
    };
    remember();
    return devices.state.subscribe(remember);
  }, [phase, devices]);

  // Fetched while the lobby stands, so that nothing is waited for at the click on Join.
  const ready = useReadable(session.state, (state) => state.lobby !== null);
  useEffect(() => {
    if (ready) void loadCall();
  }, [ready]);

  const unasked = useUnaskedJoin(engine, wishes, name, join);

  if (phase === 'ended') {
    return (
      <Suspense fallback={<PageLoading words="Leaving…" />}>
        <Ended
          session={session}
          onHome={onHome}
          onRejoin={async () => {
            await devices.openBoth(last.current);
            await join(name);
          }}
        />
      </Suspense>
    );
  }
  if (phase === 'in-call') {
    return (
      <Suspense fallback={<PageLoading words="Opening the call…" />}>
        <Call engine={engine} />
      </Suspense>
    );
  }
  if (unasked) return <PageLoading words="Joining the hangout…" />;
  return (
    <Lobby
      session={session}
      devices={devices}
      name={name}
      onName={setName}
      onJoin={() => join(name.trim())}
    />
  );
}

/** Joins by itself where the address asks for it and nothing has to be asked first; true while it is under way. */
function useUnaskedJoin(
  engine: Engine,
  wishes: Wishes,
  name: string,
  join: (name: string) => Promise<void>,
): boolean {
  const { session } = engine;
  const usable = usableName(name);
  const [step, setStep] = useState<'asking' | 'waiting' | 'done'>(
    wishes.joinNow && usable ? 'asking' : 'done',
  );
  const reachable = useReadable(
    session.state,
    (state) => state.lobby !== null && state.signaling === 'connected',
  );
  const stuck = useReadable(session.state, (state) => state.problem !== null || state.signaling === 'lost');

  useEffect(() => {
    if (step !== 'asking') return;
    let gone = false;
    void mayJoinUnasked(wishes).then((may) => {
      if (!gone) setStep(may ? 'waiting' : 'done');
    });
    return () => {
      gone = true;
    };
  }, [step, wishes]);

  useEffect(() => {
    if (step !== 'waiting') return;
    if (stuck) setStep('done');
    else if (reachable) {
      void join(name).finally(() => setStep('done'));
    }
    // The name is the address's: it does not change while this is under way.
  }, [step, stuck, reachable, join, name]);

  return step !== 'done';
}
