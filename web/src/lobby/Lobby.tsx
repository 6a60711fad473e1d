import CircleAlert from 'lucide-react/icons/circle-alert';
import { useState, type FormEvent } from 'react';
import { DeviceFields } from '../controls/DeviceFields.js';
import type { Devices } from '../devices/devices.js';
import type { Session } from '../session/session.js';
import { Avatar } from '../ui/Avatar.js';
import { Button } from '../ui/Button.js';
import { CopyLink } from '../ui/CopyLink.js';
import { namesInWords } from '../language/format.js';
import { useWords } from '../language/useWords.js';
import { Logo } from '../ui/Logo.js';
import { Notice } from '../ui/Notice.js';
import { TextField } from '../ui/TextField.js';
import { useReadable, useWhole } from '../ui/useReadable.js';
import { DeviceNotices } from '../controls/DeviceNotices.js';
import { ConnectionCheck } from './ConnectionCheck.js';
import styles from './Lobby.module.css';
import { Preview } from './Preview.js';
import { WaitingCard } from './WaitingCard.js';
import { canAsk, lobbyWords } from './roomWords.js';
import { nameWords, usableName } from './yourName.js';

export interface LobbyProps {
  session: Session;
  devices: Devices;
  name: string;
  onName(name: string): void;
  /** `passcode` where the room asks for one. */
  onJoin(passcode: string | null): Promise<void>;
}

/** Before the call: see yourself, choose devices, say who you are. Joining never waits for a device. */
export function Lobby({ session, devices, name, onName, onJoin }: LobbyProps) {
  const waits = useReadable(session.state, ({ phase }) => phase === 'waiting');
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <a href="/" className={styles.home} aria-label="Hangouts, home">
          <Logo />
        </a>
        <CopyLink size="small" link={location.origin + location.pathname} />
      </header>
      <main className={styles.main}>
        <Preview devices={devices} name={name} />
        {waits ? (
          <WaitingCard session={session} />
        ) : (
          <JoinForm session={session} name={name} onName={onName} onJoin={onJoin} />
        )}
        <div className={styles.devices}>
          <DeviceNotices devices={devices} />
          <DeviceFields devices={devices} />
          <ConnectionCheck session={session} devices={devices} />
        </div>
      </main>
    </div>
  );
}

function JoinForm({ session, name, onName, onJoin }: Omit<LobbyProps, 'devices'>) {
  const state = useWhole(session.state);
  const text = useWords();
  const [touched, setTouched] = useState(false);
  const [passcode, setPasscode] = useState('');
  const asked = state.problem === 'passcode-needed' || state.problem === 'passcode-wrong';
  const asksPasscode = asked || (state.lobby?.passcode === true && !session.isExpected());
  const words = lobbyWords(text, state);
  const joining = state.phase !== 'lobby';
  const ready = canAsk(state) && usableName(name) && !joining;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTouched(true);
    if (ready) void onJoin(asksPasscode && passcode !== '' ? passcode : null);
  };

  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <div className={styles.room}>
        <p className={styles.kicker}>You are about to join</p>
        <h1>{session.room}</h1>
        <WhoIsIn session={session} />
      </div>
      <TextField
        label="Your name"
        placeholder="How the others will see you"
        autoComplete="name"
        autoCapitalize="words"
        spellCheck={false}
        enterKeyHint="go"
        maxLength={200}
        value={name}
        problem={touched ? nameWords(name) : null}
        onChange={(event) => onName(event.target.value)}
        onBlur={() => setTouched(name !== '')}
      />
      {asksPasscode ? (
        <TextField
          label={text('lobby:passcode')}
          help={text('lobby:passcodeHelp')}
          autoComplete="off"
          spellCheck={false}
          value={passcode}
          onChange={(event) => setPasscode(event.target.value)}
        />
      ) : null}
      <Button type="submit" look="primary" size="large" disabled={!ready} aria-busy={joining}>
        {joining ? 'Joining…' : 'Join now'}
      </Button>
      <div aria-live={words?.tone === 'danger' ? 'assertive' : 'polite'}>
        {words ? (
          <Notice
            tone={words.tone}
            icon={<CircleAlert />}
            title={words.title}
            action={
              words.reload ? (
                <Button size="small" onClick={() => location.reload()}>
                  Reload
                </Button>
              ) : null
            }
          >
            {words.help}
          </Notice>
        ) : null}
        {!words && state.lobby?.waitingRoom && !session.isExpected() ? (
          <p className={styles.quiet}>{text('lobby:waitingRoom')}</p>
        ) : null}
        {!words && !canAsk(state) ? <p className={styles.quiet}>Connecting to the server…</p> : null}
      </div>
    </form>
  );
}

function WhoIsIn({ session }: { session: Session }) {
  const words = useWords();
  const people = useReadable(session.state, (state) => state.lobby?.people ?? null);
  if (people === null) return <p className={styles.who}>&nbsp;</p>;
  if (people.length === 0) return <p className={styles.who}>Nobody is here yet. You are the first.</p>;
  const names = people.map((person) => person.name);
  return (
    <div className={styles.who}>
      <span className={styles.faces}>
        {names.slice(0, 4).map((name, index) => (
          <Avatar key={`${index}-${name}`} name={name} size="small" />
        ))}
      </span>
      <span>
        {namesInWords(words, names)} {names.length === 1 ? 'is' : 'are'} here
      </span>
    </div>
  );
}
