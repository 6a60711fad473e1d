import type { Participant } from '@hangouts/protocol';
import type { Session } from '../session/session.js';
import { addressOf, sent, stopped, type ChangeableDraft } from './draft.js';
import { mentionsIn } from './mentions.js';

/**
 * Sends what was written, with its files, the words under the first of them; or changes the message that is being
 * edited. The draft is empty at once, and has the text again where it was refused before it was on its way.
 */
export async function sendDraft(
  session: Session,
  draft: ChangeableDraft,
  others: readonly Pick<Participant, 'id' | 'name'>[],
): Promise<void> {
  const now = draft.get();
  const text = now.text.trim();
  const mentions = mentionsIn(text, others);
  if (now.editing !== null) {
    await session.editMessage(now.editing.sequence, text, mentions);
    const { editing } = draft.get();
    if (editing?.id === now.editing.id) draft.set(stopped(draft.get()));
    return;
  }
  draft.set(sent(now));
  const address = addressOf(now, mentions);
  if (now.files.length > 0) {
    const uploads = now.files.map(({ file }, index) =>
      session.sendFile(
        file,
        index === 0
          ? { caption: text, address }
          : { caption: '', address: { ...address, replyTo: null, mentions: [] } },
      ),
    );
    await Promise.all(uploads);
    return;
  }
  try {
    await session.sendMessage(text, address);
  } catch (error) {
    const onItsWay = session.state.get().chat.outgoing.some((one) => one.text === text);
    if (!onItsWay && draft.get().text === '') draft.set(now);
    throw error;
  }
}
