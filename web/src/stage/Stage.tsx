import { useLayoutEffect, useMemo, useRef, type ReactNode } from 'react';
import type { Devices } from '../devices/devices.js';
import { useWords } from '../language/useWords.js';
import type { Session } from '../session/session.js';
import type { RoomState } from '../session/state.js';
import { useReadable } from '../ui/useReadable.js';
import { useSize } from '../ui/useSize.js';
import { arrange, type Arrangement, type Choice } from './arrange.js';
import { Pager } from './Pager.js';
import { picturesOf, type Picture } from './pictures.js';
import { Place } from './Place.js';
import styles from './Stage.module.css';
import { placeAt } from './useDrag.js';
import { useTouch } from './useTouch.js';
import type { View } from './view.js';

export interface StageProps {
  session: Session;
  devices: Devices;
  view: View;
  /** Takes a tile's place while one is alone. */
  whenAlone: ReactNode;
}

const participantsOf = (state: RoomState) => state.participants;
const youOf = (state: RoomState) => state.you;

/** The pictures of the call that are to be seen: all of them where the window holds them, else a page of them. */
export function Stage({ session, devices, view, whenAlone }: StageProps) {
  const words = useWords();
  const participants = useReadable(session.state, participantsOf);
  const you = useReadable(session.state, youOf);
  const pictures = useMemo(() => picturesOf(participants, you), [participants, you]);
  const choice = useReadable(view.state, (one) => one, sameChoice);
  const box = useRef<HTMLElement>(null);
  const size = useSize(box);
  const gap = size.width < 640 ? 8 : 12;
  const arrangement = useMemo(() => arrange(pictures, choice, size, gap), [pictures, choice, size, gap]);
  const { page, pages, pager, vacant } = arrangement;

  const known = size.width > 0;
  useLayoutEffect(() => {
    if (!known) return;
    view.setSight(arrangement);
    // The page may be gone, with the people on it.
    view.setPage(arrangement.page);
  }, [view, known, arrangement]);

  const turn = (to: number) => view.setPage(Math.min(Math.max(to, 0), pages - 1));
  const { tapped, ...touch } = useTouch((step) =>
    turn(words.direction === 'rtl' ? page - step : page + step),
  );
  const places = useMemo(() => placesOf(arrangement, pictures), [arrangement, pictures]);
  return (
    <section ref={box} className={styles.stage} aria-label={words('stage:pictures')} {...touch}>
      {known
        ? places.map(({ picture, rect, area }) => (
            <Place
              key={picture.key}
              session={session}
              devices={devices}
              view={view}
              picture={picture}
              rect={rect}
              area={area}
              tapped={tapped === picture.key}
              alone={vacant !== null}
            />
          ))
        : null}
      {known && vacant ? (
        <div
          className={styles.place}
          style={{ width: vacant.width, height: vacant.height, transform: placeAt(vacant) }}
        >
          {whenAlone}
        </div>
      ) : null}
      {known && pager ? <Pager rect={pager} page={page} pages={pages} onPage={turn} /> : null}
    </section>
  );
}

/** In a grid it is of no interest whose picture would be large: a room where many speak draws nothing for it. */
function sameChoice(one: Choice, other: Choice): boolean {
  if (one === other) return true;
  return (
    one.mode === other.mode &&
    (one.mode === 'grid' || one.speaker === other.speaker) &&
    one.pins === other.pins &&
    one.spotlight === other.spotlight &&
    one.order === other.order &&
    one.corner === other.corner &&
    one.page === other.page
  );
}

/**
 * Every picture in sight with its place, in the order in which people came and not in that of the places: an element
 * that is moved in the document loses the focus that is in it.
 */
function placesOf({ placed, floating }: Arrangement, pictures: readonly Picture[]) {
  const rank = new Map(pictures.map(({ key }, index) => [key, index]));
  const rankOf = ({ picture }: { picture: Picture }) => rank.get(picture.key) ?? rank.size;
  return [...placed.map((one) => ({ ...one, area: null })), ...(floating ? [floating] : [])].toSorted(
    (one, other) => rankOf(one) - rankOf(other),
  );
}
