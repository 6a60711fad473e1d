import { Component, useEffect, useState, type ComponentType, type ReactNode } from 'react';
import { wordsNow } from '../language/language.js';
import { PartFailed, PartLoading, type Frame } from './PartMessage.js';
import { useToasts } from './toastStore.js';

type Load<Props> = () => Promise<{ default: ComponentType<Props> }>;

/** What is waiting to be fetched before it is needed. */
const parts: (() => Promise<unknown>)[] = [];

/**
 * A part of the page whose code is fetched when it is first shown. Where that fails, or the part itself does, the page
 * goes on: in its place stands why, with a button that tries again. Not `lazy`: React keeps a failed import for good.
 * `pending` stands there meanwhile; else the frame says after a second that it loads.
 */
export function later<Props extends object>(load: Load<Props>, frame: Frame, pending?: ReactNode) {
  let known: { Code: ComponentType<Props> } | null = null;
  const failures: unknown[] = [];
  const fetchCode = async () => {
    try {
      known ??= { Code: (await (failures.length === 0 ? load() : loadAgain(load, failures))).default };
      return known;
    } catch (error) {
      failures.push(error);
      throw error;
    }
  };
  parts.push(fetchCode);

  return function Part(props: Props & { onClose?: () => void }) {
    const [part, setPart] = useState(known);
    const [round, setRound] = useState(0);
    const [failed, setFailed] = useState(false);
    useEffect(() => {
      let gone = false;
      fetchCode().then(
        (code) => gone || setPart(code),
        () => gone || setFailed(true),
      );
      return () => {
        gone = true;
      };
    }, [round]);

    if (failed) {
      const again = () => {
        setFailed(false);
        setRound(round + 1);
      };
      return <PartFailed frame={frame} round={round} onAgain={again} onClose={props.onClose} />;
    }
    if (part === null) return pending ?? <PartLoading frame={frame} />;
    return (
      <Boundary onFailure={() => setFailed(true)}>
        <part.Code {...props} />
      </Boundary>
    );
  };
}

/** Fetches what has not been needed yet, one after the other, and what those bring with them. */
export async function fetchTheRest(): Promise<void> {
  // What fails here is fetched again when it is shown.
  for (const part of parts) await part().catch(() => undefined);
}

/** Code for what somebody has asked for. What takes a second is told; where it cannot be fetched it throws the words. */
export async function orSay<Code>(load: () => Promise<Code>): Promise<Code> {
  const words = wordsNow();
  const slow = setTimeout(() => useToasts.getState().say(words('ui:loading')), 1_000);
  try {
    return await load();
  } catch (error) {
    throw new Error(words('ui:partFailed'), { cause: error });
  } finally {
    clearTimeout(slow);
  }
}

/**
 * After a failure. A style that did not come is fetched anew: Vite asks for each only once. Browsers that do not
 * follow whatwg/html#10327 yet keep a failed import by its address: they get another.
 */
async function loadAgain<Props>(load: Load<Props>, failures: readonly unknown[]): ReturnType<Load<Props>> {
  const [style] = /https?:\S+\.css/.exec(String(failures.at(-1))) ?? [];
  if (style !== undefined && !(await styleAgain(style))) throw failures.at(-1);
  try {
    return await load();
  } catch (error) {
    const [address] = /https?:\S+\.js/.exec(String(error)) ?? [];
    if (address === undefined) throw error;
    const module: unknown = await import(/* @vite-ignore */ `${address}?again=${failures.length}`);
    // It may be something that the part needs, and not the part.
    if (!isPart<Props>(module)) throw error;
    return module;
  }
}

/** Fetches a style anew, in the place of the one that did not come. Resolves whether it came. */
function styleAgain(address: string): Promise<boolean> {
  const style = document.createElement('link');
  style.rel = 'stylesheet';
  style.href = address;
  document.querySelector(`link[href="${address}"]`)?.remove();
  document.head.append(style);
  return new Promise((resolve) => {
    style.addEventListener('load', () => resolve(true));
    style.addEventListener('error', () => resolve(false));
  });
}

function isPart<Props>(module: unknown): module is Awaited<ReturnType<Load<Props>>> {
  return typeof module === 'object' && module !== null && 'default' in module;
}

class Boundary extends Component<{ children: ReactNode; onFailure(): void }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override componentDidCatch() {
    this.props.onFailure();
  }

  override render() {
    return this.state.failed ? null : this.props.children;
  }
}
