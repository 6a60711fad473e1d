import CircleAlert from 'lucide-react/icons/circle-alert';
import SettingsIcon from 'lucide-react/icons/settings';
import { useState, type FormEvent } from 'react';
import { DeviceFields } from '../controls/DeviceFields.js';
import type { Devices } from '../devices/devices.js';
import type { Session } from '../session/session.js';
import { Avatar } from '../ui/Avatar.js';
import { Button } from '../ui/Button.js';
import { CopyLink } from '../ui/CopyLink.js';
import { namesInWords, peopleInWords } from '../language/format.js';
import { useWords } from '../language/useWords.js';
import { IconButton } from '../ui/IconButton.js';
import { Logo } from '../ui/Logo.js';
import { Notice } from '../ui/Notice.js';
import { TextField } from '../ui/TextField.js';
import { useReadable, useWhole } from '../ui/useReadable.js';
import { DeviceNotices } from '../controls/DeviceNotices.js';
import { ConnectionCheck } from './ConnectionCheck.js';
import styles from './Lobby.module.css';
import { PlanCard } from './PlanCard.js';
import { Preview } from './Preview.js';
import { WaitingCard } from './WaitingCard.js';
import { canAsk, lobbyWords, passcodeWords } from './roomWords.js';
import { nameWords, usableName } from './yourName.js';

export interface LobbyProps {
  session: Session;
  devices: Devices;
  name: string;
  onName(name: string): void;
  /** `passcode` where the room asks for one. */
  onJoin(passcode: string | null): Promise<void>;
  onSettings(): void;
}

/** Before the call: see yourself, choose devices, say who you are. Joining never waits for a device. */
export function Lobby({ session, devices, name, onName, onJoin, onSettings }: LobbyProps) {
  const words = useWords();
  const waits = useReadable(session.state, ({ phase }) => phase === 'waiting');
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <a href="/" className={styles.home} aria-label={words('lobby:home')}>
          <Logo />
        </a>
        <div className={styles.tools}>
          <CopyLink size="small" link={location.origin + location.pathname} />
          <IconButton
            label={words('lobby:settings')}
            icon={<SettingsIcon />}
            hintSide="below"
            onClick={onSettings}
          />
        </div>
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

function JoinForm({ session, name, onName, onJoin }: Omit<LobbyProps, 'devices' | 'onSettings'>) {
  const state = useWhole(session.state);
  const words = useWords();
  const [touched, setTouched] = useState(false);
  const [passcode, setPasscode] = useState('');
  const wrong = passcodeWords(words, state);
  const asksPasscode = wrong !== null || (state.lobby?.passcode === true && !session.isExpected());
  const notice = lobbyWords(words, state);
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
        <p className={styles.kicker}>{words('lobby:kicker')}</p>
        <h1>
          <bdi>{state.lobby?.title ?? session.room}</bdi>
        </h1>
        {state.lobby?.plan ? <PlanCard room={session.room} plan={state.lobby.plan} /> : null}
        <WhoIsIn session={session} />
      </div>
      <TextField
        label={words('lobby:yourName')}
        placeholder={words('lobby:yourNameHint')}
        autoComplete="name"
        autoCapitalize="words"
        spellCheck={false}
        enterKeyHint="go"
        maxLength={200}
        value={name}
        problem={touched ? nameWords(words, name) : null}
        onChange={(event) => onName(event.target.value)}
        onBlur={() => setTouched(name !== '')}
      />
      {asksPasscode ? (
        <TextField
          label={words('lobby:passcode')}
          help={words('lobby:passcodeHelp')}
          problem={wrong}
          autoComplete="off"
          spellCheck={false}
          value={passcode}
          onChange={(event) => setPasscode(event.target.value)}
        />
      ) : null}
      <Button type="submit" look="primary" size="large" disabled={!ready} aria-busy={joining}>
        {words(joining ? 'lobby:joining' : 'lobby:joinNow')}
      </Button>
      <div aria-live={notice?.tone === 'danger' ? 'assertive' : 'polite'}>
        {notice ? (
          <Notice
            tone={notice.tone}
            icon={<CircleAlert />}
            title={notice.title}
            action={
              notice.reload ? (
                <Button size="small" onClick={() => location.reload()}>
                  {words('ui:reload')}
                </Button>
              ) : null
            }
          >
            {notice.help}
          </Notice>
        ) : null}
        {!notice && state.lobby?.waitingRoom && !session.isExpected() ? (
          <p className={styles.quiet}>{words('lobby:waitingRoom')}</p>
        ) : null}
        {!notice && !canAsk(state) ? <p className={styles.quiet}>{words('lobby:connecting')}</p> : null}
      </div>
    </form>
  );
}

function WhoIsIn({ session }: { session: Session }) {
  const words = useWords();
  const lobby = useReadable(session.state, (state) => state.lobby);
  if (lobby === null) return <p className={styles.who}>&nbsp;</p>;
  const names = lobby.people.map((person) => person.name);
  const count = lobby.count ?? names.length;
  if (count === 0) return <p className={styles.who}>{words('lobby:nobody')}</p>;
  // Of a guarded hangout one may hear how many are inside, and not who.
  if (names.length === 0) {
    const people = peopleInWords(words, count);
    return <p className={styles.who}>{words('lobby:here', { count, names: people })}</p>;
  }
  return (
    <div className={styles.who}>
      <span className={styles.faces}>
        {names.slice(0, 4).map((name, index) => (
          <Avatar key={`${index}-${name}`} name={name} size="small" />
        ))}
      </span>
      <span>{words('lobby:here', { count, names: namesInWords(words, names) })}</span>
    </div>
  );
}
