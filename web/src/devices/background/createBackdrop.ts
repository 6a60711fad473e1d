/** Puts something behind the person in a camera's picture. Loaded when it is chosen, and not before. */
import { changeable } from '../../session/readable.js';
import { standIn } from '../standIn.js';
import type { Backdrop, BackdropState } from './backdrop.js';
import { byCanvas } from './byCanvas.js';
import type { BackgroundChoice } from './choice.js';
import { transforming } from './insertable.js';
import type { FromWorker, ToWorker } from './messages.js';
import { isTooSlow, withPace, type Pace } from './pace.js';
import type { Behind } from './painter.js';
import { pictureOf } from './pictures.js';

/** How far it is blurred, in pixels of the small picture in which people are found. */
const BLUR = { slight: 2, blur: 7 } as const;

/**
 * A camera's picture with what was chosen behind the person. Until that and the model are loaded all of the picture is
 * hidden. Throws where this browser cannot do it; `raw` is then as it was.
 */
export function createBackdrop(raw: MediaStreamTrack, choice: Exclude<BackgroundChoice, 'none'>): Backdrop {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  const send = (message: ToWorker, transfer: Transferable[] = []) => worker.postMessage(message, transfer);
  const state = changeable<BackdropState>('loading');
  let paces: Pace[] = [];
  let wanted = choice;

  const end = (why: 'slow' | 'failed') => {
    if (state.get() === 'loading' || state.get() === 'ready') state.set(why);
  };

  const change = async () => {
    const chosen = wanted;
    try {
      const behind = await behindOf(chosen);
      if (chosen === wanted) send({ kind: 'behind', behind }, 'picture' in behind ? [behind.picture] : []);
    } catch {
      if (chosen === wanted) end('failed');
    }
  };

  try {
    const { made, take, release } = connect(raw, send);
    worker.addEventListener('error', () => end('failed'));
    worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
      take(data);
      if (data.kind === 'ready' && state.get() === 'loading') state.set('ready');
      if (data.kind === 'failed') end('failed');
      if (data.kind !== 'pace') return;
      paces = withPace(paces, data.pace);
      if (isTooSlow(paces)) end('slow');
    });
    void change();
    return {
      track: standIn(made, raw, () => {
        release();
        worker.terminate();
      }),
      state,
      change(next) {
        // One's own picture may be another by now.
        if (next === wanted && next !== 'own') return;
        wanted = next;
        void change();
      },
      bare: () => raw.clone(),
    };
  } catch (error) {
    worker.terminate();
    throw error;
  }
}

function connect(raw: MediaStreamTrack, send: (message: ToWorker, transfer?: Transferable[]) => void) {
  const direct = transforming(raw);
  if (direct === null) return byCanvas(raw, send);
  const { made, streams } = direct;
  send({ kind: 'stream', ...streams }, [streams.readable, streams.writable]);
  return { made, take: () => undefined, release: () => undefined };
}

async function behindOf(choice: Exclude<BackgroundChoice, 'none'>): Promise<Behind> {
  if (choice === 'slight' || choice === 'blur') return { blur: BLUR[choice] };
  return { picture: await pictureOf(choice) };
}
