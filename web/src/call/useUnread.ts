import type { ChatMessage } from '@hangouts/protocol';
import { useEffect, useLayoutEffect, useState } from 'react';
import { toneFor } from '../controls/announced.js';
import { playCue } from '../devices/cues.js';
import { wordsNow } from '../language/language.js';
import type { Session } from '../session/session.js';
import { useToasts } from '../ui/toastStore.js';
import { useWhole } from '../ui/useReadable.js';
import { createUnread } from './unread.js';

// How much of a message is shown in passing, in code points.
const PREVIEW = 80;

/**
 * How many messages of others came while the chat was closed, each of which is also shown in passing until it is opened;
 * and up to which one had read then.
 */
export function useUnread(session: Session, open: boolean): { unread: number; readUpTo: number | null } {
  const [unread] = useState(() =>
    createUnread(session.state, (message) => sayInPassing(message, session.state.get().you)),
  );
  // Before anything is shown of the chat, which begins at what was not read.
  useLayoutEffect(() => unread.start(), [unread]);
  useLayoutEffect(() => unread.setOpen(open), [unread, open]);
  useEffect(() => {
    if (open) useToasts.getState().dismissAbout('chat');
  }, [open]);
  return { unread: useWhole(unread.count), readUpTo: useWhole(unread.readUpTo) };
}

function sayInPassing({ name, text, file, to, mentions = [] }: ChatMessage, you: string | null): void {
  const all = [...(text === '' ? (file?.name ?? '') : text)];
  const short = all.length > PREVIEW ? `${all.slice(0, PREVIEW).join('')}…` : all.join('');
  const mentioned = mentions.some(({ participant }) => participant === you);
  const key = to ? 'call:privateFrom' : mentioned ? 'call:mentionFrom' : 'call:message';
  useToasts.getState().say(wordsNow()(key, { name, text: short }), toneFor('chat'), 'chat');
  if (to || mentioned) playCue('mention');
}
