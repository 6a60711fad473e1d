import { lazy, Suspense, useEffect, useState } from 'react';
import { Home } from './home/Home.js';
import { useWords } from './language/useWords.js';
import { pathOf, routeOf } from './route.js';
import { PageLoading } from './ui/PageMessage.js';
import { Failsafe } from './ui/Failsafe.js';
import { Toasts } from './ui/Toasts.js';

const loadVisit = () => import('./Visit.js');
const Visit = lazy(loadVisit);

// Begun before React draws anything, so that the room's code is not waited for twice.
if (routeOf(location.pathname).page === 'room') void loadVisit();

/** Which page stands at the address. */
export function App() {
  const words = useWords();
  const [path, setPath] = useState(location.pathname);

  useEffect(() => {
    const follow = () => setPath(location.pathname);
    window.addEventListener('popstate', follow);
    return () => window.removeEventListener('popstate', follow);
  }, []);

  const go = (to: string) => {
    history.pushState(null, '', to);
    setPath(location.pathname);
    scrollTo(0, 0);
  };

  const route = routeOf(path);
  const proper = route.page === 'room' ? pathOf(route.room) : path;
  useEffect(() => {
    if (decodeURI(proper) !== decodeURI(location.pathname)) {
      history.replaceState(null, '', proper + location.search + location.hash);
    }
  }, [proper]);

  return (
    <Failsafe>
      {route.page === 'room' ? (
        <Suspense fallback={<PageLoading words={words('page:opening')} />}>
          <Visit key={route.room} room={route.room} onHome={() => go('/')} />
        </Suspense>
      ) : (
        <Home nowhere={route.page === 'nowhere'} addressOf={pathOf} onOpen={(room) => go(pathOf(room))} />
      )}
      <Toasts />
    </Failsafe>
  );
}
