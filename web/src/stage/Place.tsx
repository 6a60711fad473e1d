import { clsx } from 'clsx';
import { memo } from 'react';
import type { Devices } from '../devices/devices.js';
import type { Session } from '../session/session.js';
import { sameRect, type Rect } from './geometry.js';
import { MoveButton } from './MoveButton.js';
import { samePicture, type Picture } from './pictures.js';
import styles from './Stage.module.css';
import { Tile } from './Tile.js';
import { placeAt, useDrag } from './useDrag.js';
import type { View } from './view.js';

export interface PlaceProps {
  session: Session;
  devices: Devices;
  view: View;
  /** What stands here. */
  picture: Picture;
  rect: Rect;
  /** Where it may float; null where it has a place among the others. */
  area: Rect | null;
  tapped: boolean;
  /** Whether it is the only one, which has nothing to be pinned against. */
  alone: boolean;
}

/** Where a picture stands. The same element wherever it goes, so that what it shows is never made anew. */
export const Place = memo(function Place(props: PlaceProps) {
  const { session, devices, view, picture, rect, area, tapped, alone } = props;
  const drag = useDrag(rect, area, view.setCorner);
  return (
    <div
      className={clsx(styles.place, area && styles.floating)}
      style={{ width: rect.width, height: rect.height, transform: placeAt(rect) }}
      data-place={picture.key}
      data-floating={area !== null}
      data-tapped={tapped}
      {...drag}
    >
      <Tile session={session} devices={devices} picture={picture} view={alone ? null : view} />
      {area ? <MoveButton view={view} /> : null}
    </div>
  );
}, samePlace);

// Pictures and places are made anew with every change of the room; what is drawn depends on what they say.
function samePlace(one: PlaceProps, other: PlaceProps): boolean {
  return (
    one.session === other.session &&
    one.devices === other.devices &&
    one.view === other.view &&
    samePicture(one.picture, other.picture) &&
    sameRect(one.rect, other.rect) &&
    sameArea(one.area, other.area) &&
    one.tapped === other.tapped &&
    one.alone === other.alone
  );
}

function sameArea(one: Rect | null, other: Rect | null): boolean {
  return one === null || other === null ? one === other : sameRect(one, other);
}
