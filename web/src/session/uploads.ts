/** One's own files on their way: at most three at once, the others wait their turn. */
import { FILE_SIZE } from '@hangouts/protocol/limits';
import { asSessionError, SessionError } from './error.js';
import { newId } from './identity.js';
import type { LocalAction } from './reducer.js';
import type { Signaling } from './signaling.js';
import { TO_ALL } from './state.js';
import { uploadFile, type About } from './upload.js';

export interface UploadsDeps {
  signaling: Signaling;
  dispatch(action: LocalAction): void;
}

/** The server begins no more for one participant. */
const AT_ONCE = 3;
/** Where a transfer waits although the connection looks well, it tries again after this. Milliseconds. */
const WAIT = 2_000;

type Status = 'waiting' | 'running' | 'failed' | 'cancelled';

interface Transfer {
  id: string;
  file: File;
  about: About;
  sent: number;
  status: Status;
}

export class Uploads {
  readonly #deps: UploadsDeps;
  readonly #transfers = new Map<string, Transfer>();

  constructor(deps: UploadsDeps) {
    this.#deps = deps;
  }

  /** Sends a file; throws `file-empty` or `file-too-big` before anything is sent. What fails later stands on the upload. */
  send(file: File, about: About = { caption: '', address: TO_ALL }): Promise<void> {
    if (file.size === 0) return Promise.reject(new SessionError('file-empty'));
    if (file.size > FILE_SIZE) return Promise.reject(new SessionError('file-too-big'));
    const transfer: Transfer = { id: newId(), file, about, sent: 0, status: 'waiting' };
    this.#transfers.set(transfer.id, transfer);
    this.#show(transfer, null);
    return this.#fill();
  }

  retry(id: string): Promise<void> {
    const transfer = this.#transfers.get(id);
    if (transfer?.status !== 'failed') return Promise.resolve();
    transfer.status = 'waiting';
    this.#show(transfer, null);
    return this.#fill();
  }

  async cancel(id: string): Promise<void> {
    const transfer = this.#transfers.get(id);
    if (transfer === undefined) return;
    transfer.status = 'cancelled';
    this.#transfers.delete(id);
    this.#deps.dispatch({ type: 'upload-over', id, message: null });
    try {
      await this.#deps.signaling.request('file:cancel', { upload: id });
    } catch {
      // The server forgets unfinished uploads with the seat.
    }
  }

  /** Goes on with what the lost line stopped, from where the server has it. */
  resume(): void {
    for (const transfer of this.#transfers.values()) {
      if (transfer.status === 'failed') continue;
      this.#show(transfer, null);
    }
    void this.#fill();
  }

  /** Forgets all of them: the call is over. */
  clear(): void {
    for (const transfer of this.#transfers.values()) transfer.status = 'cancelled';
    this.#transfers.clear();
  }

  /** Starts what may start; settles when those are over. */
  async #fill(): Promise<void> {
    const started: Promise<void>[] = [];
    for (const transfer of this.#transfers.values()) {
      const running = [...this.#transfers.values()].filter(({ status }) => status === 'running').length;
      if (running >= AT_ONCE || !this.#deps.signaling.connected) break;
      if (transfer.status === 'waiting') started.push(this.#run(transfer));
    }
    await Promise.all(started);
  }

  async #run(transfer: Transfer): Promise<void> {
    transfer.status = 'running';
    let status: Status = 'cancelled';
    try {
      const message = await uploadFile(this.#deps.signaling, transfer.id, transfer, {
        progress: (sent) => {
          transfer.sent = sent;
          if (transfer.status === 'running') this.#show(transfer, null);
        },
        cancelled: () => transfer.status === 'cancelled',
      });
      if (message !== null && this.#transfers.delete(transfer.id)) {
        this.#deps.dispatch({ type: 'upload-over', id: transfer.id, message });
      }
    } catch (error) {
      status = this.#failed(transfer, asSessionError(error));
    }
    if (status === 'waiting') setTimeout(() => void this.#fill(), WAIT);
    else await this.#fill();
  }

  #failed(transfer: Transfer, { code }: SessionError): Status {
    if (transfer.status === 'cancelled') return transfer.status;
    const waits = code === 'offline' || code === 'not-in-room' || code === 'server-closing';
    transfer.status = waits ? 'waiting' : 'failed';
    this.#show(transfer, waits ? 'offline' : code);
    return transfer.status;
  }

  #show({ id, file, about, sent }: Transfer, problem: SessionError['code'] | null): void {
    const { name, size } = file;
    this.#deps.dispatch({
      type: 'upload',
      upload: { id, name, size, caption: about.caption, to: about.address.to, sent, problem },
    });
  }
}
