import ArrowRight from 'lucide-react/icons/arrow-right';
import Plus from 'lucide-react/icons/plus';
import { useEffect, useState, type FormEvent } from 'react';
import { Button } from '../ui/Button.js';
import { Logo } from '../ui/Logo.js';
import { Notice } from '../ui/Notice.js';
import { TextField } from '../ui/TextField.js';
import { HomePicture } from './HomePicture.js';
import styles from './Home.module.css';
import { newRoomName } from './names.js';
import { RecentRooms } from './RecentRooms.js';
import { roomFromText } from './roomFromText.js';

export interface HomeProps {
  /** The address led nowhere. */
  nowhere: boolean;
  /** Where a room is on this server. */
  addressOf(room: string): string;
  onOpen(room: string): void;
}

/** Where everybody begins: start a hangout, or open one. */
export function Home({ nowhere, addressOf, onOpen }: HomeProps) {
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);

  useEffect(() => {
    document.title = 'Hangouts';
  }, []);

  const open = (event: FormEvent) => {
    event.preventDefault();
    const answer = roomFromText(text);
    if ('room' in answer) onOpen(answer.room);
    else setProblem(answer.problem);
  };

  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <Logo />
      </header>
      <main className={styles.main}>
        <div className={styles.words}>
          {nowhere ? (
            <Notice tone="warn" title="There is nothing at that address">
              A hangout’s name is made of letters, digits and hyphens, at most 60 of them.
            </Notice>
          ) : null}
          <h1>Come as you are. The door is a link.</h1>
          <p className={styles.lead}>
            Video, voice, screen and chat in the browser. Nothing to install, no account, and it all stays on
            this server.
          </p>
          <div className={styles.doors}>
            <Button
              look="primary"
              size="large"
              className={styles.start}
              onClick={() => onOpen(newRoomName())}
            >
              <Plus />
              Start a hangout
            </Button>
            <p className={styles.or}>
              <span>or open one</span>
            </p>
            <form className={styles.open} onSubmit={open} noValidate>
              <TextField
                label="Name or link of a hangout"
                className={styles.field}
                placeholder="sunny-otter-sings"
                autoCapitalize="none"
                autoComplete="off"
                spellCheck={false}
                enterKeyHint="go"
                value={text}
                problem={problem}
                onChange={(event) => {
                  setText(event.target.value);
                  setProblem(null);
                }}
              />
              <Button type="submit" className={styles.go}>
                Open
                <ArrowRight />
              </Button>
            </form>
          </div>
          <RecentRooms addressOf={addressOf} onOpen={onOpen} />
        </div>
        <HomePicture />
      </main>
      <footer className={styles.footer}>
        <ul>
          <li>
            <strong>Open a link.</strong> A hangout is there as soon as somebody opens it.
          </li>
          <li>
            <strong>See yourself first.</strong> Nothing is sent before you press Join now.
          </li>
          <li>
            <strong>Bring anyone.</strong> Computer or phone, the same page and the same link.
          </li>
        </ul>
      </footer>
    </div>
  );
}
