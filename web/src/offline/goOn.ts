/** How long between two looks for the server, in milliseconds: at first, and at most. */
const TIMES = { first: 2_000, most: 30_000, factor: 1.5 };

/**
 * Runs in the kept page, by its source alone: it may use nothing but what it is given. Says which it is, no network or no
 * server, and reloads once the server answers. Only then: a page that reloads to see whether it can would flicker.
 */
function goOn({ first, most, factor }: typeof TIMES): void {
  const say = () => {
    for (const part of document.querySelectorAll('section')) {
      part.hidden = (part.id === 'away') !== navigator.onLine;
      if (!part.hidden) document.title = `${part.querySelector('h1')?.textContent} · Hangouts`;
    }
  };
  let timer: ReturnType<typeof setTimeout>;
  const look = async (wait: number) => {
    clearTimeout(timer);
    try {
      // A proxy may send to a page for signing in, which only a page can follow: the status of that is 0.
      const { status } = await fetch(location.href, {
        method: 'HEAD',
        cache: 'no-store',
        redirect: 'manual',
      });
      // A proxy whose server is away answers in its place, with one of these.
      if (status < 500) return location.reload();
    } catch {
      // Not yet.
    }
    clearTimeout(timer);
    timer = setTimeout(() => void look(Math.min(wait * factor, most)), wait);
  };
  const begin = () => {
    say();
    void look(first);
  };
  addEventListener('online', begin);
  addEventListener('offline', say);
  addEventListener('visibilitychange', () => document.hidden || begin());
  begin();
}

/** The script of the kept page. */
export const SCRIPT = `(${goOn})(${JSON.stringify(TIMES)});`;
