import { errorReply } from '@hangouts/protocol/errors';
import { FILE_SIZE } from '@hangouts/protocol/limits';
import { attached, type ChangeableDraft } from '../chat/draft.js';
import { errorWords } from '../language/errorWords.js';
import { wordsNow } from '../language/language.js';
import { useToasts } from '../ui/toastStore.js';

/** Puts files to what is being written, and says of those that cannot be sent why not. */
export function attach(draft: ChangeableDraft, files: Iterable<File>): void {
  const fit: File[] = [];
  for (const file of files) {
    const code = file.size === 0 ? 'file-empty' : file.size > FILE_SIZE ? 'file-too-big' : null;
    if (code === null) fit.push(file);
    else useToasts.getState().say(errorWords(wordsNow(), errorReply(code)), 'danger');
  }
  if (fit.length > 0) draft.set(attached(draft.get(), fit));
}
