/**
 * Files of any size straight from page to page, over a data channel of the direct rung (RFC 8831). Nothing of them
 * passes through the server and nothing is kept in the history. A break, or a climb to the room, makes a file wait;
 * the next channel to the same participant goes on where it stopped.
 */
import type { ParticipantId } from '@hangouts/protocol';
import { SessionError } from '../error.js';
import { newId } from '../identity.js';
import { changeable } from '../readable.js';
import type { Readable } from '../session.js';
import { plainType } from '../upload.js';
import { parsed, written, type Control } from './control.js';
import { Receiving } from './receiving.js';
import { Sender, type FileChannel, type Sending } from './sending.js';
import { hasRoomFor, openSink, type Sink } from './sink.js';
import { isOver, type DirectTransfer, type TransferStatus } from './transfer.js';

/** The most files that may wait for an answer or move at once, each way; further offers are declined. */
const MOST = 20;
/** The most that are listed of those which the other page offered, and which are over without having come. */
const MOST_GONE = 20;

interface Entry {
  transfer: DirectTransfer;
  type: string;
  /** Of a file of one's own. */
  file: File | null;
  /** Of a file that was accepted. */
  receiving: Receiving | null;
  blob: Blob | null;
}

interface Path {
  peer: ParticipantId;
  channel: FileChannel;
  sender: Sender;
  /** Whose bytes come now. */
  current: Receiving | null;
}

export interface DirectFilesDeps {
  openSink?: (id: string) => Promise<Sink>;
  hasRoomFor?: (bytes: number) => Promise<boolean>;
}

export class DirectFiles {
  readonly #transfers = changeable<readonly DirectTransfer[]>([]);
  readonly #peer = changeable<ParticipantId | null>(null);
  readonly #entries = new Map<string, Entry>();
  readonly #openSink: (id: string) => Promise<Sink>;
  readonly #hasRoomFor: (bytes: number) => Promise<boolean>;
  #path: Path | null = null;

  constructor(deps: DirectFilesDeps = {}) {
    this.#openSink = deps.openSink ?? openSink;
    this.#hasRoomFor = deps.hasRoomFor ?? hasRoomFor;
  }

  /** Every file of this call, in the order they came. */
  get transfers(): Readable<readonly DirectTransfer[]> {
    return this.#transfers;
  }

  /** To whom files can be sent directly now, or null. */
  get peer(): Readable<ParticipantId | null> {
    return this.#peer;
  }

  /** An open channel to a participant: what waited for it goes on. */
  attach(peer: ParticipantId, channel: FileChannel): void {
    this.detach();
    const path: Path = {
      peer,
      channel,
      sender: new Sender(channel, (sending) => this.#unreadable(sending)),
      current: null,
    };
    channel.binaryType = 'arraybuffer';
    channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (this.#path !== path) return;
      if (typeof data === 'string') this.#said(path, parsed(data));
      else if (data instanceof ArrayBuffer) path.current?.take(data);
    });
    this.#path = path;
    for (const entry of this.#of(peer)) if (entry.file !== null) this.#say(offerOf(entry));
    this.#peer.set(peer);
  }

  /** The channel is gone: unfinished files wait. */
  detach(): void {
    const path = this.#path;
    if (path === null) return;
    path.sender.close();
    this.#path = null;
    for (const { transfer } of this.#of(path.peer)) {
      if (transfer.status === 'moving') this.#change(transfer.id, { status: 'waiting' });
    }
    this.#peer.set(null);
  }

  /** A participant is gone for good, and what was unfinished with them. */
  left(peer: ParticipantId): void {
    if (this.#path?.peer === peer) this.detach();
    for (const { transfer } of this.#of(peer)) this.#end(transfer.id, 'failed');
  }

  /** Forgets everything: the call is over. */
  clear(): void {
    this.detach();
    for (const entry of this.#entries.values()) entry.receiving?.discard();
    this.#entries.clear();
    this.#show();
  }

  /**
   * Offers a file to the other participant.
   * @throws SessionError `not-direct` where there is no direct path
   */
  send(file: File): void {
    const path = this.#path;
    if (path === null) throw new SessionError('not-direct');
    const { name, size } = file;
    const entry: Entry = {
      transfer: {
        id: newId(),
        peer: path.peer,
        direction: 'out',
        name,
        size,
        moved: 0,
        status: 'offered',
      },
      type: plainType(file.type),
      file,
      receiving: null,
      blob: null,
    };
    this.#entries.set(entry.transfer.id, entry);
    this.#show();
    this.#say(offerOf(entry));
  }

  /** Takes a file that was offered; false where the browser has no room for it. */
  async accept(id: string): Promise<boolean> {
    const entry = this.#entries.get(id);
    if (entry?.transfer.direction !== 'in' || entry.transfer.status !== 'offered') return true;
    const { size } = entry.transfer;
    if (!(await this.#hasRoomFor(size))) return false;
    // Asked twice meanwhile, the first has it.
    if (this.#entries.get(id)?.transfer.status !== 'offered') return true;
    this.#change(id, { status: 'waiting' });
    const sink = await this.#openSink(id);
    if (isOver(entry.transfer)) {
      await sink.discard();
      return true;
    }
    const { type } = entry;
    entry.receiving = new Receiving(
      sink,
      { size, type },
      {
        kept: (offset) => {
          this.#change(id, { moved: offset });
          this.#say({ say: 'have', id, offset });
        },
        whole: (blob) => {
          entry.blob = blob;
          this.#change(id, { status: 'done' });
        },
        failed: () => {
          this.#end(id, 'failed');
          this.#say({ say: 'refuse', id, reason: 'failed' });
        },
      },
    );
    this.#askFor(entry);
    return true;
  }

  decline(id: string): void {
    this.#end(id, 'declined');
    this.#say({ say: 'refuse', id, reason: 'declined' });
  }

  /** Gives up a file on its way, of either direction. */
  cancel(id: string): void {
    const entry = this.#entries.get(id);
    if (entry === undefined || isOver(entry.transfer)) return;
    this.#end(id, 'cancelled');
    this.#say(
      entry.transfer.direction === 'out' ? { say: 'cancel', id } : { say: 'refuse', id, reason: 'failed' },
    );
  }

  /** The bytes of a file that has come whole, or null. */
  content(id: string): Blob | null {
    return this.#entries.get(id)?.blob ?? null;
  }

  /** Takes a file that is over off the list. */
  forget(id: string): void {
    const entry = this.#entries.get(id);
    if (entry === undefined || !isOver(entry.transfer)) return;
    this.#entries.delete(id);
    this.#show();
  }

  #said(path: Path, control: Control | null): void {
    if (control === null) return;
    if (control.say === 'offer') return this.#offered(path, control);
    const entry = this.#entries.get(control.id);
    if (entry === undefined || entry.transfer.peer !== path.peer || isOver(entry.transfer)) return;
    if (entry.transfer.direction === 'out') this.#answered(path, entry, control);
    else this.#goesOn(path, entry, control);
  }

  #offered(path: Path, offer: Extract<Control, { say: 'offer' }>): void {
    const { id, name, size, type } = offer;
    const known = this.#entries.get(id);
    if (known !== undefined) {
      // Offered again after a break: goes on by itself where it had been accepted.
      const same = known.transfer.direction === 'in' && known.transfer.peer === path.peer;
      if (!same || known.transfer.size !== size) return;
      if (known.receiving !== null && !isOver(known.transfer)) this.#askFor(known);
      else if (known.transfer.status === 'done') this.#say({ say: 'have', id, offset: size });
      else if (isOver(known.transfer)) this.#say({ say: 'refuse', id, reason: 'declined' });
      return;
    }
    const open = [...this.#of(path.peer)].filter(({ transfer }) => transfer.direction === 'in');
    if (open.length >= MOST) return this.#say({ say: 'refuse', id, reason: 'declined' });
    this.#forgetOldest(path.peer);
    this.#entries.set(id, {
      transfer: { id, peer: path.peer, direction: 'in', name, size, moved: 0, status: 'offered' },
      type,
      file: null,
      receiving: null,
      blob: null,
    });
    this.#show();
  }

  /** Keeps the list short: a page may offer and cancel without end. */
  #forgetOldest(peer: ParticipantId): void {
    const gone = [...this.#entries.values()].filter(
      ({ transfer, blob }) =>
        transfer.peer === peer && transfer.direction === 'in' && isOver(transfer) && blob === null,
    );
    const [oldest] = gone;
    if (gone.length >= MOST_GONE && oldest !== undefined) this.#entries.delete(oldest.transfer.id);
  }

  /** The receiver of a file of one's own says something. */
  #answered(path: Path, { transfer, file }: Entry, control: Control): void {
    const { id, size } = transfer;
    switch (control.say) {
      case 'accept':
        if (file === null || control.offset > size) return;
        path.sender.remove(id);
        path.sender.add({
          transfer: this.#change(id, { status: 'moving', moved: control.offset }) ?? transfer,
          file,
          offset: control.offset,
        });
        break;
      case 'have':
        // More than was sent cannot have been kept. All of it is there where it came by an earlier channel.
        if (control.offset > (path.sender.sent(id) ?? size)) return;
        this.#change(id, { moved: control.offset, ...(control.offset === size && { status: 'done' }) });
        path.sender.kept();
        break;
      case 'refuse':
        path.sender.remove(id);
        this.#end(id, control.reason);
        break;
      default:
    }
  }

  /** The sender of a file that comes in says something. */
  #goesOn(path: Path, { transfer, receiving }: Entry, control: Control): void {
    if (control.say === 'cancel') this.#end(transfer.id, 'cancelled');
    else if (control.say === 'from' && receiving !== null)
      path.current = control.offset === receiving.offset ? receiving : null;
  }

  #askFor({ transfer, receiving }: Entry): void {
    if (this.#path?.peer !== transfer.peer || receiving === null) return;
    this.#change(transfer.id, { status: 'moving' });
    this.#say({ say: 'accept', id: transfer.id, offset: receiving.offset });
  }

  #unreadable({ transfer: { id } }: Sending): void {
    this.#end(id, 'failed');
    this.#say({ say: 'cancel', id });
  }

  #say(control: Control): void {
    if (this.#path?.channel.readyState === 'open') this.#path.channel.send(written(control));
  }

  *#of(peer: ParticipantId): Iterable<Entry> {
    for (const entry of this.#entries.values()) {
      if (entry.transfer.peer === peer && !isOver(entry.transfer)) yield entry;
    }
  }

  #end(id: string, status: TransferStatus): void {
    const entry = this.#entries.get(id);
    if (entry === undefined || isOver(entry.transfer)) return;
    entry.receiving?.discard();
    entry.receiving = null;
    this.#path?.sender.remove(id);
    this.#change(id, { status });
  }

  #change(id: string, change: Partial<DirectTransfer>): DirectTransfer | null {
    const entry = this.#entries.get(id);
    if (entry === undefined) return null;
    // The list is new, and so is the entry in it, for those who watch; the sender keeps reading the live one.
    Object.assign(entry.transfer, change);
    this.#show();
    return entry.transfer;
  }

  #show(): void {
    this.#transfers.set([...this.#entries.values()].map(({ transfer }) => ({ ...transfer })));
  }
}

function offerOf({ transfer: { id, name, size }, type }: Entry): Control {
  return { say: 'offer', id, name, size, type };
}
