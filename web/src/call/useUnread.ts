import type { ChatMessage } from '@hangouts/protocol';
import { useEffect, useState } from 'react';
import { toneFor } from '../controls/announced.js';
import { wordsNow } from '../language/language.js';
import type { Session } from '../session/session.js';
import { useToasts } from '../ui/toastStore.js';
import { useWhole } from '../ui/useReadable.js';
import { createUnread } from './unread.js';

// How much of a message is shown in passing, in code points.
const PREVIEW = 80;

/** How many messages of others came while the chat was closed; each is also shown in passing. */
export function useUnread(session: Session, open: boolean): number {
  const [unread] = useState(() => createUnread(session.state, sayInPassing));
  useEffect(() => unread.start(), [unread]);
  useEffect(() => unread.setOpen(open), [unread, open]);
  return useWhole(unread.count);
}

function sayInPassing({ name, text, file }: ChatMessage): void {
  const words = [...(file ? file.name : text)];
  const short = words.length > PREVIEW ? `${words.slice(0, PREVIEW).join('')}…` : words.join('');
  useToasts.getState().say(wordsNow()('call:message', { name, text: short }), toneFor('chat'));
}
