import type { ChatFile } from '@hangouts/protocol';
import Download from 'lucide-react/icons/download';
import File from 'lucide-react/icons/file';
import { useState } from 'react';
import type { Session } from '../session/session.js';
import { Button } from '../ui/Button.js';
import { sizeInWords } from '../language/format.js';
import { useWords } from '../language/useWords.js';
import { attempt } from '../ui/toastStore.js';
import styles from './Files.module.css';
import { saveAs } from '../ui/saveAs.js';
import { useFetchedFile } from './useFetchedFile.js';

/** A file in the chat: an image in its place, anything else as a card. */
export function FileMessage({ session, file }: { session: Session; file: ChatFile }) {
  return file.image ? (
    <ImageFile session={session} file={file} />
  ) : (
    <FileCard session={session} file={file} />
  );
}

function ImageFile({ session, file }: { session: Session; file: ChatFile }) {
  const words = useWords();
  const { url, failed, retry, giveUp } = useFetchedFile(session, file.id);
  if (failed)
    return <FileCard session={session} file={file} problem={words('chat:pictureFailed')} onRetry={retry} />;
  return (
    <figure className={styles.figure}>
      {url ? (
        <a
          href={url}
          target="_blank"
          rel="noopener noreferrer"
          download={file.name}
          title={words('chat:download', { name: file.name })}
        >
          <img src={url} alt={file.name} onError={giveUp} />
        </a>
      ) : (
        <span className={styles.waiting}>
          <span className="said">{words('chat:fileLoading', { name: file.name })}</span>
        </span>
      )}
    </figure>
  );
}

interface FileCardProps {
  session: Session;
  file: ChatFile;
  problem?: string;
  onRetry?(): void;
}

function FileCard({ session, file, problem, onRetry }: FileCardProps) {
  const words = useWords();
  const [busy, setBusy] = useState(false);
  const download = async () => {
    setBusy(true);
    await attempt(async () => saveAs(await session.fetchFile(file.id), file.name));
    setBusy(false);
  };
  return (
    <div className={styles.card}>
      <File className={styles.icon} />
      <div className={styles.words}>
        <span className={styles.name}>
          <bdi>{file.name}</bdi>
        </span>
        <span className={styles.size}>{problem ?? sizeInWords(words, file.size)}</span>
      </div>
      {onRetry ? (
        <Button size="small" onClick={onRetry}>
          {words('chat:tryAgain')}
        </Button>
      ) : (
        <Button
          size="small"
          // Not disabled: it would lose the focus.
          aria-disabled={busy}
          aria-label={words('chat:download', { name: file.name })}
          onClick={() => void (busy || download())}
        >
          <Download />
        </Button>
      )}
    </div>
  );
}
