import { Component, useEffect, useState, type ComponentType, type ReactNode } from 'react';
import { wordsNow } from '../language/language.js';
import { PartFailed, PartLoading, type Frame } from './PartMessage.js';

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
  const fetchCode = async (round = 0) => {
    known ??= { Code: (await (round === 0 ? load() : loadAgain(load, round))).default };
    return known;
  };
  parts.push(fetchCode);

  return function Part(props: Props & { onClose?: () => void }) {
    const [part, setPart] = useState(known);
    const [round, setRound] = useState(0);
    const [failed, setFailed] = useState(false);
    useEffect(() => {
      let gone = false;
      fetchCode(round).then(
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

/** Code for what somebody has asked for; where it cannot be fetched it throws the words for it. */
export function orSay<Code>(load: () => Promise<Code>): Promise<Code> {
  return load().catch((error: unknown) => {
    throw new Error(wordsNow()('ui:partFailed'), { cause: error });
  });
}

/** Browsers that have not followed whatwg/html#10327 yet keep a failed import by its address: they get another. */
async function loadAgain<Props>(load: Load<Props>, round: number): ReturnType<Load<Props>> {
  try {
    return await load();
  } catch (error) {
    const [address] = /https?:\S+\.js/.exec(String(error)) ?? [];
    if (address === undefined) throw error;
    const module: unknown = await import(/* @vite-ignore */ `${address}?again=${round}`);
    // It may be something that the part needs, and not the part.
    if (!isPart<Props>(module)) throw error;
    return module;
  }
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
