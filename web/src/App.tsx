import { lazy, Suspense, useEffect, useState } from 'react';
import { useWords } from './language/useWords.js';
import { keepPageSoon } from './offline/soon.js';
import { pathOf, routeOf } from './route.js';
import { invitationLink } from './session/invitation.js';
import { PageLoading } from './ui/PageMessage.js';
import { Failsafe } from './ui/Failsafe.js';
import { Toasts } from './ui/Toasts.js';

const loadVisit = () => import('./Visit.js');
const loadHome = () => import('./home/Home.js');
const Visit = lazy(loadVisit);
const Home = lazy(loadHome);

// Begun before React draws anything, so that the code of what stands at the address is not waited for twice.
void (routeOf(location.pathname).page === 'room' ? loadVisit() : loadHome());

// In a hangout the call does, when it has all that it needs.
if (routeOf(location.pathname).page !== 'room') addEventListener('load', keepPageSoon);

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
        <Suspense fallback={<PageLoading words={words('ui:loading')} />}>
          <Home
            nowhere={route.page === 'nowhere'}
            addressOf={pathOf}
            onOpen={(room, invitation = null) =>
              go(invitation === null ? pathOf(room) : invitationLink(pathOf(room), invitation))
            }
          />
        </Suspense>
      )}
      <Toasts within="page" />
    </Failsafe>
  );
}
