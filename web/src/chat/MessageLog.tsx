import ArrowDown from 'lucide-react/icons/arrow-down';
import {
  useCallback,
  useId,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
  type FocusEvent,
  type KeyboardEvent,
  type Ref,
} from 'react';
import { Virtualizer } from 'virtua';
import { useWords } from '../language/useWords.js';
import { indexOf } from '../session/messages.js';
import type { Session } from '../session/session.js';
import type { OutgoingMessage, RoomState, Upload } from '../session/state.js';
import { Button } from '../ui/Button.js';
import { useReadable } from '../ui/useReadable.js';
import type { MessageActions } from './actions.js';
import styles from './Chat.module.css';
import { LiveMessages } from './LiveMessages.js';
import { MessageRow } from './MessageRow.js';
import { Outgoing, UploadLine } from './Outgoing.js';
import { rowsOf, type Row } from './rows.js';
import { useLog } from './useLog.js';

const chatOf = (state: RoomState) => state.chat;

/** Of the line above the messages, in CSS pixels: virtua has to know it. */
const HEAD = 28;

/** From where the arrow keys go on to the next message. */
const MOVED_FROM =
  '[role=log], [data-sequence], [data-sequence] a, [data-sequence] button:not([aria-haspopup])';

export interface LogHandle {
  /** Shows a message that is there, and gives it the focus. */
  show(sequence: number): void;
  /** Gives a message that is in sight the focus again. */
  goBackTo(sequence: number): void;
}

export interface MessageLogProps {
  session: Session;
  actions: MessageActions;
  /** What others wrote after this sequence number was not read before; null where everything was. */
  readUpTo: number | null;
  ref: Ref<LogHandle>;
}

type Item = { row: Row } | { outgoing: OutgoingMessage } | { upload: Upload };

/** What was written, oldest first, with one's own on its way at the end. Only what is in sight is drawn. */
export function MessageLog({ session, actions, readUpTo, ref }: MessageLogProps) {
  const words = useWords();
  const { messages, more, outgoing, uploads } = useReadable(session.state, chatOf);
  const you = useReadable(session.state, (state) => state.you);
  const rows = useMemo(() => rowsOf(messages, you, readUpTo), [messages, you, readUpTo]);
  const items = useMemo<Item[]>(
    () => [
      ...rows.map((row) => ({ row })),
      ...outgoing.map((one) => ({ outgoing: one })),
      ...uploads.map((one) => ({ upload: one })),
    ],
    [rows, outgoing, uploads],
  );
  const help = useId();
  const loading = useRef(false);
  const box = useRef<HTMLDivElement>(null);
  /** The message that the keyboard is at, or was last; and whether the focus has yet to come to it. */
  const [reached, setReached] = useState<{ sequence: number; wanted: boolean } | null>(null);

  const loadOlder = useCallback(async () => {
    if (loading.current) return;
    loading.current = true;
    // What is loaded by scrolling is loaded again by it: a page that did not come is no news.
    await session.loadOlder().catch(() => undefined);
    loading.current = false;
  }, [session]);
  const onStart = useCallback(() => void loadOlder(), [loadOlder]);
  const pending = outgoing.length + uploads.length;
  const { list, shift, missed, look, onResize, toEnd } = useLog({ rows, readUpTo, pending, onStart });

  const show = useCallback(
    (sequence: number) => {
      const index = indexOf(session.state.get().chat.messages, sequence);
      if (index < 0) return;
      setReached({ sequence, wanted: true });
      list.current?.scrollToIndex(index, { align: 'center' });
    },
    [session, list],
  );
  const goBackTo = useCallback((sequence: number) => setReached({ sequence, wanted: true }), []);
  useImperativeHandle(ref, () => ({ show, goBackTo }), [show, goBackTo]);

  const onFocus = ({ target }: FocusEvent) => {
    const message = target.closest<HTMLElement>('[data-sequence]');
    if (message !== null) setReached({ sequence: Number(message.dataset['sequence']), wanted: false });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    // What stands in a message may open a menu, which has keys of its own.
    if (!(event.target instanceof HTMLElement) || !event.target.matches(MOVED_FROM)) return;
    if (event.key === 'End') {
      event.preventDefault();
      toEnd();
      return;
    }
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const sequence = Number(event.target.closest<HTMLElement>('[data-sequence]')?.dataset['sequence']);
    const here = indexOf(messages, sequence);
    const index = here < 0 ? messages.length - 1 : here + step;
    const next = messages[index];
    if (next === undefined) return;
    setReached({ sequence: next.sequence, wanted: true });
    list.current?.scrollToIndex(index, { align: 'nearest' });
  };

  const held = reached === null ? -1 : indexOf(messages, reached.sequence);
  const size = more ? -1 : messages.length;
  return (
    <div className={styles.logBox}>
      {/* New messages are said by a place of their own: here, what comes into sight would be said as if it were new. */}
      {/* oxlint-disable jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions -- what scrolls is reached by the keyboard */}
      <div
        ref={box}
        className={styles.log}
        role="log"
        aria-live="off"
        aria-label={words('chat:messages')}
        aria-describedby={help}
        tabIndex={0}
        onFocus={onFocus}
        onKeyDown={onKeyDown}
      >
        {/* oxlint-enable jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions */}
        {items.length === 0 ? <Empty session={session} /> : null}
        <p className={styles.older} style={{ height: HEAD }}>
          {more ? words('chat:loading') : null}
        </p>
        <Virtualizer
          ref={list}
          data={items}
          shift={shift}
          startMargin={HEAD}
          scrollRef={box}
          keepMounted={held < 0 ? [] : [held]}
          onScroll={look}
          onResize={onResize}
        >
          {(item, index) =>
            'row' in item ? (
              <MessageRow
                key={item.row.message.id}
                session={session}
                actions={actions}
                {...item.row}
                place={index + 1}
                size={size}
                reached={item.row.message.sequence === reached?.sequence}
                wanted={reached?.wanted === true && item.row.message.sequence === reached.sequence}
              />
            ) : 'outgoing' in item ? (
              <Outgoing key={item.outgoing.nonce} session={session} message={item.outgoing} />
            ) : (
              <UploadLine key={item.upload.id} session={session} upload={item.upload} />
            )
          }
        </Virtualizer>
        <div className={styles.foot} />
      </div>
      <p id={help} hidden>
        {words('chat:messagesHelp')}
      </p>
      <LiveMessages session={session} />
      {missed > 0 ? (
        <Button look="primary" size="small" className={styles.missed} onClick={toEnd}>
          <ArrowDown />
          {words('chat:missed', { count: missed })}
        </Button>
      ) : null}
    </div>
  );
}

function Empty({ session }: { session: Session }) {
  const words = useWords();
  const none = useReadable(session.state, ({ settings }) => settings?.history === 'none');
  return (
    <div className={styles.empty}>
      <p>{words('chat:empty')}</p>
      <p>{words(none ? 'chat:emptyHelpNone' : 'chat:emptyHelp')}</p>
    </div>
  );
}
