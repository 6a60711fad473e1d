import styles from './HomePicture.module.css';

/** Four people in a hangout, drawn: what waits behind the button. */
export function HomePicture() {
  return (
    <div className={styles.picture} aria-hidden="true">
      <Person className={styles.one} hue={18} />
      <Person className={styles.two} hue={160} speaking />
      <Person className={styles.three} hue={255} />
      <Person className={styles.four} hue={335} />
    </div>
  );
}

function Person({
  className,
  hue,
  speaking = false,
}: {
  className: string | undefined;
  hue: number;
  speaking?: boolean;
}) {
  const shade = (lightness: number, saturation = 45) => `hsl(${hue} ${saturation}% ${lightness}%)`;
  return (
    <svg className={className} viewBox="0 0 160 120" preserveAspectRatio="xMidYMid slice">
      <rect width="160" height="120" fill={shade(24, 28)} />
      <circle cx="122" cy="26" r="46" fill={shade(30, 34)} />
      <path d="M28 132c2-34 22-46 52-46s50 12 52 46z" fill={shade(58)} />
      <rect x="71" y="70" width="18" height="26" rx="9" fill={shade(70, 55)} />
      <circle cx="80" cy="54" r="25" fill={shade(78, 62)} />
      <path
        d="M54 55c-2-22 12-32 27-32 16 0 28 11 25 32-3-11-9-16-15-18-10 6-28 5-37 18z"
        fill={shade(16, 35)}
      />
      <path
        d="M71 62c4 6 14 6 18 0"
        fill="none"
        stroke={shade(24, 40)}
        strokeWidth="2.6"
        strokeLinecap="round"
      />
      {speaking ? (
        <rect x="2.5" y="2.5" width="155" height="115" rx="11" fill="none" stroke="#ff9157" strokeWidth="5" />
      ) : null}
    </svg>
  );
}
