import { useMemo, useRef, type CSSProperties, type ReactNode } from 'react';
import type { Devices } from '../devices/devices.js';
import type { Session } from '../session/session.js';
import type { RoomState } from '../session/state.js';
import { useReadable } from '../ui/useReadable.js';
import { useSize } from '../ui/useSize.js';
import { stageLayout, type Rect } from './geometry.js';
import { picturesOf, placePictures } from './pictures.js';
import styles from './Stage.module.css';
import { Tile } from './Tile.js';

export interface StageProps {
  session: Session;
  devices: Devices;
  /** Takes a tile's place while one is alone. */
  whenAlone: ReactNode;
}

const participantsOf = (state: RoomState) => state.participants;
const youOf = (state: RoomState) => state.you;

/** All pictures of the call. Every tile is a child of one box and only its place changes: none is ever made anew. */
export function Stage({ session, devices, whenAlone }: StageProps) {
  const participants = useReadable(session.state, participantsOf);
  const you = useReadable(session.state, youOf);
  const pictures = useMemo(() => picturesOf(participants, you), [participants, you]);
  const box = useRef<HTMLElement>(null);
  const size = useSize(box);
  const gap = size.width < 640 ? 8 : 12;

  const alone = participants.length === 1;
  const screens = pictures.filter(({ large }) => large).length;
  const cameras = pictures.length - screens + (alone ? 1 : 0);
  const layout = useMemo(() => stageLayout({ screens, cameras }, size, gap), [screens, cameras, size, gap]);

  const placed = useMemo(() => placePictures(pictures, layout), [pictures, layout]);
  const known = size.width > 0;
  return (
    <section ref={box} className={styles.stage} aria-label="Pictures">
      {known
        ? placed.map(({ picture, rect }) => (
            <div key={picture.key} className={styles.place} style={styleOf(rect)}>
              <Tile session={session} devices={devices} picture={picture} />
            </div>
          ))
        : null}
      {known && alone ? (
        <div className={styles.place} style={styleOf(layout.cameras.at(-1))}>
          {whenAlone}
        </div>
      ) : null}
    </section>
  );
}

function styleOf(rect: Rect | undefined): CSSProperties {
  if (!rect) return { display: 'none' };
  return { width: rect.width, height: rect.height, transform: `translate(${rect.x}px, ${rect.y}px)` };
}
