import { useState, type DragEvent, type ReactNode } from 'react';
import type { Changeable } from '../session/readable.js';
import { may } from '@hangouts/protocol/permissions';
import { useWords } from '../language/useWords.js';
import { ownRights } from '../session/select.js';
import type { Session } from '../session/session.js';
import { Panel } from '../ui/Panel.js';
import { attempt } from '../ui/toastStore.js';
import { useReadable } from '../ui/useReadable.js';
import styles from './Chat.module.css';
import { Composer } from './Composer.js';
import { MessageLog } from './MessageLog.js';

export interface ChatProps {
  session: Session;
  /** What is being written; outlives the panel. */
  draft: Changeable<string>;
  /** What stands between the messages and where one writes. */
  aboveComposer: ReactNode;
  onClose(): void;
}

/** The chat beside the stage; files can be dropped anywhere on it. */
export default function Chat({ session, draft, aboveComposer, onClose }: ChatProps) {
  const words = useWords();
  const refused = useReadable(session.state, (state) => {
    const rights = ownRights(state);
    return rights !== null && !may(rights, 'chat');
  });
  const [over, setOver] = useState(false);

  const send = (files: Iterable<File>) => {
    for (const file of files) void attempt(() => session.sendFile(file));
  };
  const carriesFiles = (event: DragEvent) => !refused && event.dataTransfer.types.includes('Files');
  return (
    <Panel title={words('chat:title')} onClose={onClose}>
      {/* Dropping is a short cut: the button beside the message does the same. */}
      <div
        className={styles.chat}
        onDragOver={(event) => {
          if (!carriesFiles(event)) return;
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
        }}
        onDrop={(event) => {
          if (!carriesFiles(event)) return;
          event.preventDefault();
          setOver(false);
          send(event.dataTransfer.files);
        }}
      >
        <MessageLog session={session} />
        {aboveComposer}
        <Composer session={session} draft={draft} refused={refused} onFiles={send} />
        {over ? <div className={styles.drop}>{words('chat:drop')}</div> : null}
      </div>
    </Panel>
  );
}
