import { useId, useRef, useState, type ReactNode } from 'react';
import styles from './Sections.module.css';

export interface Section<Id extends string> {
  id: Id;
  title: string;
  icon: ReactNode;
  content: ReactNode;
}

export interface SectionsProps<Id extends string> {
  label: string;
  sections: readonly Section<Id>[];
  /** Where it stands when it opens. */
  first: Id;
}

/** Near enough to the top to be the one that is read, in pixels. */
const NEAR = 48;

/**
 * Sections under each other, with a list beside them (on a phone above them) that leads to each. They are all there,
 * so that searching in the page finds every word; the list shows which one is read now.
 */
export function Sections<Id extends string>({ label, sections, first }: SectionsProps<Id>) {
  const [current, setCurrent] = useState<Id>(first);
  const body = useRef<HTMLDivElement>(null);
  const prefix = useId();
  const idOf = (id: Id) => `${prefix}${id}`;

  const headingOf = (id: Id) => document.getElementById(idOf(id));
  const go = (id: Id) => {
    const heading = headingOf(id);
    if (heading) reveal(heading);
    setCurrent(id);
  };

  const follow = () => {
    const box = body.current;
    if (box === null) return;
    const top = box.getBoundingClientRect().top + NEAR;
    const passed = sections.filter(({ id }) => (headingOf(id)?.getBoundingClientRect().top ?? 0) <= top);
    const atEnd = box.scrollTop + box.clientHeight >= box.scrollHeight - 1;
    const read = (atEnd ? sections : passed).at(-1) ?? sections[0];
    if (read !== undefined) setCurrent(read.id);
  };

  return (
    <div className={styles.box}>
      <nav className={styles.nav} aria-label={label}>
        <ul>
          {sections.map(({ id, title, icon }) => (
            <li key={id}>
              <button
                ref={id === current ? intoSight : undefined}
                type="button"
                className={styles.link}
                aria-current={id === current ? 'true' : undefined}
                onClick={() => go(id)}
                // A browser leaves alone what can be seen in part.
                onFocus={({ currentTarget }) => intoSight(currentTarget)}
              >
                {icon}
                {title}
              </button>
            </li>
          ))}
        </ul>
      </nav>
      <div ref={body} className={styles.body} onScroll={follow}>
        {sections.map(({ id, title, content }, index) => (
          <section key={id} className={styles.section} aria-labelledby={idOf(id)}>
            <h3 ref={id === first && index > 0 ? revealSoon : undefined} id={idOf(id)} tabIndex={-1}>
              {title}
            </h3>
            {content}
          </section>
        ))}
      </div>
    </div>
  );
}

function intoSight(link: HTMLElement | null): void {
  link?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

function reveal(heading: HTMLElement): void {
  heading.parentElement?.scrollIntoView({ block: 'start' });
  // A keyboard goes on from there, and a screen reader says where it is.
  heading.focus({ preventScroll: true });
}

/** Once the dialog around it is open. */
function revealSoon(heading: HTMLElement | null): void {
  if (heading) requestAnimationFrame(() => reveal(heading));
}
