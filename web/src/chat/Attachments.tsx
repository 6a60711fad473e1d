import File from 'lucide-react/icons/file';
import X from 'lucide-react/icons/x';
import { useEffect, useRef, useState } from 'react';
import { sizeInWords } from '../language/format.js';
import { useWords } from '../language/useWords.js';
import { IconButton } from '../ui/IconButton.js';
import { useWhole } from '../ui/useReadable.js';
import styles from './Composer.module.css';
import { detached, type Attachment, type ChangeableDraft } from './draft.js';

/** The files that go with the message, to look at before they are sent. */
export function Attachments({ draft }: { draft: ChangeableDraft }) {
  const words = useWords();
  const { files } = useWhole(draft);
  if (files.length === 0) return null;
  return (
    <ul className={styles.files} aria-label={words('chat:attached')}>
      {files.map((attachment) => (
        <li key={attachment.id}>
          <Preview attachment={attachment} />
          <span className={styles.fileWords}>
            <span>
              <bdi>{attachment.file.name}</bdi>
            </span>
            <span>{sizeInWords(words, attachment.file.size)}</span>
          </span>
          <IconButton
            label={words('chat:removeFile', { name: attachment.file.name })}
            hint={null}
            size="small"
            icon={<X />}
            onClick={() => draft.set(detached(draft.get(), attachment.id))}
          />
        </li>
      ))}
    </ul>
  );
}

function Preview({ attachment: { file } }: { attachment: Attachment }) {
  const image = useRef<HTMLImageElement>(null);
  // Drawn by <img>, in which nothing runs, whatever the file is.
  const [isImage, setIsImage] = useState(file.type.startsWith('image/'));
  useEffect(() => {
    const { current } = image;
    if (current === null) return undefined;
    const url = URL.createObjectURL(file);
    current.src = url;
    return () => URL.revokeObjectURL(url);
  }, [file]);
  return isImage ? <img ref={image} alt="" onError={() => setIsImage(false)} /> : <File />;
}
