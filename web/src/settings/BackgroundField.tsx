import Ban from 'lucide-react/icons/ban';
import ImagePlus from 'lucide-react/icons/image-plus';
import Trash from 'lucide-react/icons/trash-2';
import User from 'lucide-react/icons/user-round';
import { useEffect, useId, useRef, useState, type CSSProperties, type ReactNode } from 'react';
import { PICTURES, type BackgroundChoice } from '../devices/background/choice.js';
import { ownPicture, type PictureRefusal } from '../devices/background/ownPicture.js';
import { PICTURE_URLS } from '../devices/background/pictures.js';
import type { Devices } from '../devices/devices.js';
import { useWords } from '../language/useWords.js';
import { Button } from '../ui/Button.js';
import { attempt } from '../ui/toastStore.js';
import { useReadable } from '../ui/useReadable.js';
import styles from './BackgroundField.module.css';

/** What is put behind oneself: nothing, a blur, a picture, or one's own. */
export function BackgroundField({ devices }: { devices: Devices }) {
  const words = useWords();
  const name = useId();
  const { choice, failed, loading } = useReadable(devices.state, ({ background }) => background);
  const problem = useReadable(devices.state, ({ camera }) => camera.problem);
  const own = useOwnPicture();
  const shown = failed ? 'none' : choice;
  const choose = (next: BackgroundChoice) => void attempt(() => devices.setBackground(next));

  const one = (value: BackgroundChoice, look: ReactNode) => (
    <label key={value} className={styles.one}>
      <span className={styles.look}>{look}</span>
      <input
        type="radio"
        name={name}
        className={styles.input}
        checked={value === shown}
        onChange={() => choose(value)}
      />
      <span className={styles.label}>{words(`settings:backgrounds.${value}`)}</span>
    </label>
  );

  return (
    <fieldset className={styles.field} aria-describedby={`${name}help`}>
      <legend className={styles.legend}>{words('settings:background')}</legend>
      <div className={styles.grid}>
        {one('none', <Ban />)}
        {one('slight', <Blurred pixels={2} />)}
        {one('blur', <Blurred pixels={5} />)}
        {PICTURES.map((picture) => one(picture, <img src={PICTURE_URLS[picture]} alt="" />))}
        {own === null ? null : one('own', <img src={own} alt="" />)}
      </div>
      <OwnPicture
        there={own !== null}
        onTaken={() => choose('own')}
        // What it hid stays hidden.
        onForgotten={() => (choice === 'own' ? choose('blur') : undefined)}
      />
      <output className={styles.status}>
        {loading ? words('controls:backgroundLoading') : null}
        {problem === 'background-slow' ? words('devices:backgroundSlow') : null}
        {problem === 'background-failed' ? words('devices:backgroundFailed') : null}
      </output>
      <p id={`${name}help`} className={styles.help}>
        {words('settings:backgroundHelp')}
      </p>
    </fieldset>
  );
}

/** Somebody before a wall that is out of focus. */
function Blurred({ pixels }: { pixels: number }) {
  const style: CSSProperties & Record<'--blur', string> = { '--blur': `${pixels}px` };
  return (
    <span className={styles.blurred} style={style}>
      <User />
    </span>
  );
}

interface OwnPictureProps {
  there: boolean;
  onTaken(): void;
  onForgotten(): void;
}

/** Where a picture of one's own is taken from a file, or given up. */
function OwnPicture({ there, onTaken, onForgotten }: OwnPictureProps) {
  const words = useWords();
  const picker = useRef<HTMLInputElement>(null);
  const [refusal, setRefusal] = useState<PictureRefusal | null>(null);

  const take = async (file: File | undefined) => {
    if (file === undefined) return;
    const why = await ownPicture.take(file);
    setRefusal(why);
    if (why === null) onTaken();
  };
  const forget = async () => {
    onForgotten();
    await ownPicture.forget();
  };

  return (
    <>
      <div className={styles.own}>
        <input
          ref={picker}
          type="file"
          hidden
          accept="image/*"
          aria-label={words('settings:ownAdd')}
          onChange={({ target }) => {
            void take(target.files?.[0]);
            // The same file chosen again is a choice too.
            target.value = '';
          }}
        />
        <Button size="small" onClick={() => picker.current?.click()}>
          <ImagePlus />
          {words(there ? 'settings:ownReplace' : 'settings:ownAdd')}
        </Button>
        {there ? (
          <Button size="small" look="quiet" onClick={() => void forget()}>
            <Trash />
            {words('settings:ownRemove')}
          </Button>
        ) : null}
      </div>
      <p role="alert" className={styles.problem}>
        {refusal === 'too-large' ? words('settings:backgroundBig') : null}
        {refusal === 'no-picture' ? words('settings:backgroundBad') : null}
      </p>
    </>
  );
}

/** The address of one's own picture, or null where there is none. */
function useOwnPicture(): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    let made: string | null = null;
    let over = false;
    const show = async () => {
      const blob = await ownPicture.read();
      if (over) return;
      if (made !== null) URL.revokeObjectURL(made);
      made = blob === null ? null : URL.createObjectURL(blob);
      setUrl(made);
    };
    const unsubscribe = ownPicture.changed.subscribe(() => void show());
    void show();
    return () => {
      over = true;
      unsubscribe();
      if (made !== null) URL.revokeObjectURL(made);
    };
  }, []);
  return url;
}
