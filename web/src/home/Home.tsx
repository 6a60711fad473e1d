import ArrowRight from 'lucide-react/icons/arrow-right';
import CalendarPlus from 'lucide-react/icons/calendar-plus';
import Plus from 'lucide-react/icons/plus';
import { useEffect, useState, type FormEvent } from 'react';
import { withWords } from '../language/language.js';
import { useWords } from '../language/useWords.js';
import { Button } from '../ui/Button.js';
import { LanguageSelect } from '../ui/LanguageSelect.js';
import { later } from '../ui/later.js';
import { Logo } from '../ui/Logo.js';
import { Notice } from '../ui/Notice.js';
import { TextField } from '../ui/TextField.js';
import { HomePicture } from './HomePicture.js';
import styles from './Home.module.css';
import { newRoomName } from './names.js';
import { RecentRooms } from './RecentRooms.js';
import { roomFromText } from './roomFromText.js';

const OwnRooms = later(
  () => withWords('plans', () => import('./OwnRooms.js')),
  'place',
  <div className={styles.own} />,
);
// Its rules are those of the host controls, in their words.
const HangoutDialog = later(
  () => withWords('plans', () => withWords('panels', () => import('./HangoutDialog.js'))),
  'dialog',
);

export interface HomeProps {
  /** The address led nowhere. */
  nowhere: boolean;
  /** Where a room is on this server. */
  addressOf(room: string): string;
  /** `invitation`: the one that a pasted link brought. */
  onOpen(room: string, invitation?: string | null): void;
}

/** Where everybody begins: start a hangout, or open one. */
export default function Home({ nowhere, addressOf, onOpen }: HomeProps) {
  const words = useWords();
  const [text, setText] = useState('');
  const [tried, setTried] = useState<string | null>(null);
  const [settingUp, setSettingUp] = useState(false);
  const answer = tried === null ? null : roomFromText(words, tried);

  useEffect(() => {
    document.title = 'Hangouts';
  }, []);

  const open = (event: FormEvent) => {
    event.preventDefault();
    const meant = roomFromText(words, text);
    if ('room' in meant) onOpen(meant.room, meant.invitation);
    else setTried(text);
  };

  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <Logo />
      </header>
      <main className={styles.main}>
        <div className={styles.words}>
          {nowhere ? (
            <Notice tone="warn" title={words('home:nowhere')}>
              {words('home:nowhereWhy')}
            </Notice>
          ) : null}
          <h1>{words('home:heading')}</h1>
          <p className={styles.lead}>{words('home:lead')}</p>
          <div className={styles.doors}>
            <div className={styles.start}>
              <Button look="primary" size="large" onClick={() => onOpen(newRoomName())}>
                <Plus />
                {words('home:start')}
              </Button>
              <Button onClick={() => setSettingUp(true)}>
                <CalendarPlus />
                {words('home:setUp')}
              </Button>
            </div>
            <p className={styles.or}>
              <span>{words('home:orOpen')}</span>
            </p>
            <form className={styles.open} onSubmit={open} noValidate>
              <TextField
                label={words('home:nameOrLink')}
                className={styles.field}
                placeholder="sunny-otter-sings"
                autoCapitalize="none"
                autoComplete="off"
                spellCheck={false}
                enterKeyHint="go"
                value={text}
                problem={answer && 'problem' in answer ? answer.problem : null}
                onChange={(event) => {
                  setText(event.target.value);
                  setTried(null);
                }}
              />
              <Button type="submit" className={styles.go}>
                {words('home:open')}
                <ArrowRight />
              </Button>
            </form>
          </div>
          <OwnRooms addressOf={addressOf} onOpen={onOpen} />
          <RecentRooms addressOf={addressOf} onOpen={onOpen} />
        </div>
        <HomePicture />
      </main>
      {settingUp ? (
        <HangoutDialog addressOf={addressOf} onOpen={onOpen} onClose={() => setSettingUp(false)} />
      ) : null}
      <footer className={styles.footer}>
        <ul>
          <li>
            <strong>{words('home:openLink')}</strong> {words('home:openLinkMore')}
          </li>
          <li>
            <strong>{words('home:seeYourself')}</strong> {words('home:seeYourselfMore')}
          </li>
          <li>
            <strong>{words('home:bringAnyone')}</strong> {words('home:bringAnyoneMore')}
          </li>
        </ul>
        <div className={styles.language}>
          <LanguageSelect />
        </div>
      </footer>
    </div>
  );
}
