import X from 'lucide-react/icons/x';
import { useWords } from '../language/useWords.js';
import { IconButton } from '../ui/IconButton.js';
import { useWhole } from '../ui/useReadable.js';
import { beginningOf } from './chatAsText.js';
import styles from './Composer.module.css';
import { stopped, type ChangeableDraft } from './draft.js';

/** Says what is being answered or changed, and ends it. */
export function DraftNotice({ draft }: { draft: ChangeableDraft }) {
  const words = useWords();
  const { editing, replyTo } = useWhole(draft);
  const about = editing ?? replyTo;
  if (about === null) return null;
  return (
    <div className={styles.about}>
      <span>
        <strong>
          {editing === null ? words('chat:replyingTo', { name: about.name }) : words('chat:editing')}
        </strong>
        <span dir="auto">{beginningOf(about)}</span>
      </span>
      <IconButton
        label={words(editing === null ? 'chat:stopReply' : 'chat:stopEdit')}
        hint={null}
        size="small"
        icon={<X />}
        onClick={() => draft.set(stopped(draft.get()))}
      />
    </div>
  );
}
