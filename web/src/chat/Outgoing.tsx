import X from 'lucide-react/icons/x';
import { clsx } from 'clsx';
import type { Session } from '../session/session.js';
import type { OutgoingMessage, Upload } from '../session/state.js';
import { Button } from '../ui/Button.js';
import { sizeInWords } from '../language/format.js';
import { useWords } from '../language/useWords.js';
import type { Words } from '../language/words.js';
import { IconButton } from '../ui/IconButton.js';
import { attempt } from '../ui/toastStore.js';
import styles from './Chat.module.css';
import fileStyles from './Files.module.css';
import { RichText } from './RichText.js';

function wordsFor(words: Words, problem: Upload['problem']): string | null {
  if (problem === null) return null;
  return problem === 'offline' ? words('chat:waitingForLine') : words(`errors:${problem}`);
}

/** A message of one's own that the server has not taken yet. */
export function Outgoing({ session, message }: { session: Session; message: OutgoingMessage }) {
  const words = useWords();
  const problem = wordsFor(words, message.problem);
  return (
    <article className={styles.going} aria-label={words(problem ? 'chat:notSent' : 'chat:beingSent')}>
      <div className={clsx(styles.text, problem ? styles.failed : styles.sending)}>
        <RichText text={message.text} />
      </div>
      {problem ? (
        <div className={styles.trouble} role="alert">
          <span>{problem}</span>
          <Button size="small" onClick={() => void attempt(() => session.retryMessage(message.nonce))}>
            {words('chat:tryAgain')}
          </Button>
          <Button look="quiet" size="small" onClick={() => session.discardMessage(message.nonce)}>
            {words('chat:discard')}
          </Button>
        </div>
      ) : null}
    </article>
  );
}

/** A file of one's own on its way. Without a connection it waits, and goes on by itself. */
export function UploadLine({ session, upload }: { session: Session; upload: Upload }) {
  const words = useWords();
  const problem = wordsFor(words, upload.problem);
  const failed = upload.problem !== null && upload.problem !== 'offline';
  return (
    <article className={styles.going} aria-label={words('chat:file', { name: upload.name })}>
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
                aria-label={words('chat:sent')}
              />
              <span className={fileStyles.size}>
                {problem ??
                  words('chat:sentOf', {
                    sent: sizeInWords(words, upload.sent),
                    size: sizeInWords(words, upload.size),
                  })}
              </span>
            </>
          )}
        </div>
        {failed ? (
          <Button size="small" onClick={() => void attempt(() => session.retryUpload(upload.id))}>
            {words('chat:tryAgain')}
          </Button>
        ) : null}
        <IconButton
          label={words('chat:cancelFile', { name: upload.name })}
          hint={null}
          size="small"
          icon={<X />}
          onClick={() => void attempt(() => session.cancelUpload(upload.id))}
        />
      </div>
    </article>
  );
}
