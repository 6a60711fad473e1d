import { clsx } from 'clsx';
import styles from './HomePicture.module.css';

interface Looks {
  room: string;
  light: string;
  skin: string;
  shade: string;
  hair: string;
  shirt: string;
}

const PEOPLE: readonly (Looks & { place: string | undefined; speaking?: boolean })[] = [
  {
    place: styles.one,
    room: '#4d382f',
    light: '#6b4a38',
    skin: '#e9b79c',
    shade: '#d89f82',
    hair: '#2f211b',
    shirt: '#c9825f',
  },
  {
    place: styles.two,
    room: '#2c4a43',
    light: '#35645a',
    skin: '#a9714d',
    shade: '#935d3c',
    hair: '#1c1512',
    shirt: '#7fc4a8',
    speaking: true,
  },
  {
    place: styles.three,
    room: '#372f4f',
    light: '#463a6d',
    skin: '#f2cfae',
    shade: '#e0b690',
    hair: '#6b3f22',
    shirt: '#8f7ad1',
  },
  {
    place: styles.four,
    room: '#4f2c3a',
    light: '#6d3449',
    skin: '#7d4f36',
    shade: '#6a4029',
    hair: '#17100d',
    shirt: '#e08a9d',
  },
];

/** Four people in a hangout, drawn: what waits behind the button. */
export function HomePicture() {
  return (
    <div className={styles.picture} aria-hidden="true">
      {PEOPLE.map(({ place, speaking, ...looks }) => (
        <div key={looks.room} className={clsx(styles.tile, place, speaking && styles.speaking)}>
          <Person {...looks} />
        </div>
      ))}
    </div>
  );
}

/** The body, and the head before it: the pictures of the guide have somebody move. */
function Person({ room, light, skin, shade, hair, shirt }: Looks) {
  return (
    <svg viewBox="0 0 160 120" preserveAspectRatio="xMidYMid slice">
      <rect width="160" height="120" fill={room} />
      <circle cx="122" cy="26" r="46" fill={light} />
      <g>
        <path d="M28 132c2-34 22-46 52-46s50 12 52 46z" fill={shirt} />
        <rect x="71" y="70" width="18" height="26" rx="9" fill={shade} />
      </g>
      <g>
        <circle cx="80" cy="54" r="25" fill={skin} />
        <path d="M54 55c-2-22 12-32 27-32 16 0 28 11 25 32-3-11-9-16-15-18-10 6-28 5-37 18z" fill={hair} />
        <circle cx="71.5" cy="54" r="2.1" fill={hair} />
        <circle cx="89" cy="54" r="2.1" fill={hair} />
        <path
          d="M72 64c4 5.5 12 5.5 16 0"
          fill="none"
          stroke={hair}
          strokeWidth="2.4"
          strokeLinecap="round"
        />
      </g>
    </svg>
  );
}
