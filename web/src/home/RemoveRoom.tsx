import { useState } from 'react';
import { useWords } from '../language/useWords.js';
import { asSessionError } from '../session/error.js';
import { ownRooms, type KeptRoom } from '../session/own-rooms.js';
import { removeRoom } from '../session/rooms-api.js';
import { Button } from '../ui/Button.js';
import { Dialog } from '../ui/Dialog.js';
import { attempt } from '../ui/toastStore.js';
import { titleOf } from './OwnRoomCard.js';

/** The server knows nothing of it, or of the key: then there is only the list to take it from. */
const GONE: ReadonlySet<string> = new Set(['not-found', 'not-owner']);

/** Asks before a hangout of one's own is removed. */
export function RemoveRoom({ room, onClose }: { room: KeptRoom; onClose(): void }) {
  const words = useWords();
  const [removing, setRemoving] = useState(false);
  const remove = async () => {
    setRemoving(true);
    const done = await attempt(() =>
      removeRoom(room.room, room.key).catch((error: unknown) => {
        if (!GONE.has(asSessionError(error).code)) throw error;
      }),
    );
    if (done) ownRooms.forget(room.room);
    onClose();
  };
  return (
    <Dialog
      kind="alert"
      title={words('plans:removeAsk', { title: titleOf(words, room) })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{words('plans:cancel')}</Button>
          <Button look="danger" disabled={removing} aria-busy={removing} onClick={() => void remove()}>
            {words('plans:remove')}
          </Button>
        </>
      }
    >
      <p>{words('plans:removeHelp')}</p>
    </Dialog>
  );
}
