import { useCallback } from 'react';
import { mayIn } from '../session/select.js';
import type { Session } from '../session/session.js';
import { useReadable } from '../ui/useReadable.js';
import type { Choice } from './arrange.js';
import type { Picture } from './pictures.js';
import { PinButton } from './PinButton.js';
import { SpotlightButton } from './SpotlightButton.js';
import styles from './Tile.module.css';
import type { View } from './view.js';

export interface TileActionsProps {
  session: Session;
  view: View;
  picture: Picture;
}

/** What can be done with a picture: on it, where it is pointed at. Of one that is pinned it stays. */
export function TileActions({ session, view, picture }: TileActionsProps) {
  const { key, self, source } = picture;
  const pinned = useReadable(
    view.state,
    useCallback(({ pins }: Choice) => pins.includes(key), [key]),
  );
  const lights = useReadable(session.state, (state) => mayIn(state, 'spotlight'));
  // On one's own, which may float and be small, there is no room: the list of people has it.
  const mayBeLit = source === 'camera' && !self;
  // One's own screen, large, would show itself in itself.
  if (self && source === 'screen') return null;
  return (
    <div className={styles.actions} data-on={pinned}>
      <PinButton picture={picture} pinned={pinned} onPin={(pin) => view.pin(key, pin)} />
      {lights && mayBeLit ? <SpotlightButton session={session} picture={picture} /> : null}
    </div>
  );
}
