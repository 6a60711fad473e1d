import { useEffect, useState } from 'react';
import type { Session } from '../session/session.js';
import type { RoomState } from '../session/state.js';
import { useToasts } from '../ui/toastStore.js';
import { useReadable } from '../ui/useReadable.js';

const PREVIEW = 80;

const lastSequence = ({ chat }: RoomState): number => chat.messages.at(-1)?.sequence ?? 0;

/** How many messages of others came while the chat was closed; each is also shown in passing. */
export function useUnread(session: Session, open: boolean): number {
  const messages = useReadable(session.state, (state) => state.chat.messages);
  const you = useReadable(session.state, (state) => state.you);
  const [seen, setSeen] = useState(() => lastSequence(session.state.get()));
  const [shown, setShown] = useState(seen);
  const newest = messages.at(-1)?.sequence ?? 0;

  useEffect(() => {
    if (open) setSeen(newest);
  }, [open, newest]);

  useEffect(() => {
    if (newest <= shown) return;
    setShown(newest);
    const last = messages.at(-1);
    if (open || !last || last.participant === you) return;
    const words = last.file ? last.file.name : last.text;
    const short = [...words].length > PREVIEW ? `${[...words].slice(0, PREVIEW).join('')}…` : words;
    useToasts.getState().say(`${last.name}: ${short}`);
  }, [newest, shown, messages, open, you]);

  return open
    ? 0
    : messages.filter(({ sequence, participant }) => sequence > seen && participant !== you).length;
}
