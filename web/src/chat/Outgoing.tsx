import X from 'lucide-react/icons/x';
import { clsx } from 'clsx';
import { ERROR_SENTENCES } from '@hangouts/protocol/errors';
import type { Session } from '../session/session.js';
import type { OutgoingMessage, Upload } from '../session/state.js';
import { Button } from '../ui/Button.js';
import { sizeInWords } from '../language/format.js';
import { useWords } from '../language/useWords.js';
import { IconButton } from '../ui/IconButton.js';
import { attempt } from '../ui/toastStore.js';
import styles from './Chat.module.css';
import fileStyles from './Files.module.css';
import { RichText } from './RichText.js';

function wordsFor(problem: Upload['problem']): string | null {
  if (problem === null) return null;
  return problem === 'offline' ? 'Waiting for the connection' : ERROR_SENTENCES[problem];
}

/** A message of one's own that the server has not taken yet. */
export function Outgoing({ session, message }: { session: Session; message: OutgoingMessage }) {
  const words = wordsFor(message.problem);
  return (
    <article className={clsx(styles.group, styles.own)} aria-label={words ? 'Not sent' : 'Being sent'}>
      <div className={styles.lines}>
        <p className={clsx(styles.text, words ? styles.failed : styles.sending)}>
          <RichText text={message.text} />
        </p>
        {words ? (
          <div className={styles.trouble} role="alert">
            <span>{words}</span>
            <Button size="small" onClick={() => void attempt(() => session.retryMessage(message.nonce))}>
              Try again
            </Button>
            <Button look="quiet" size="small" onClick={() => session.discardMessage(message.nonce)}>
              Discard
            </Button>
          </div>
        ) : null}
      </div>
    </article>
  );
}

/** A file of one's own on its way. Without a connection it waits, and goes on by itself. */
export function UploadLine({ session, upload }: { session: Session; upload: Upload }) {
  const words = useWords();
  const problem = wordsFor(upload.problem);
  const failed = upload.problem !== null && upload.problem !== 'offline';
  return (
    <article className={clsx(styles.group, styles.own)} aria-label={`File ${upload.name}`}>
      <div className={clsx(fileStyles.card, fileStyles.upload)}>
        <div className={fileStyles.words}>
          <span className={fileStyles.name} dir="auto">
            {upload.name}
          </span>
          {failed ? (
            <span className={fileStyles.problem} role="alert">
              {problem}
            </span>
          ) : (
            <>
              <progress
                className={fileStyles.progress}
                max={upload.size}
                value={upload.sent}
                aria-label="Sent"
              />
              <span className={fileStyles.size}>
                {problem ?? `${sizeInWords(words, upload.sent)} of ${sizeInWords(words, upload.size)}`}
              </span>
            </>
          )}
        </div>
        {failed ? (
          <Button size="small" onClick={() => void attempt(() => session.retryUpload(upload.id))}>
            Try again
          </Button>
        ) : null}
        <IconButton
          label={`Cancel ${upload.name}`}
          hint={null}
          size="small"
          icon={<X />}
          onClick={() => void attempt(() => session.cancelUpload(upload.id))}
        />
      </div>
    </article>
  );
}
