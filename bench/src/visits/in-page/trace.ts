/**
 * Runs in a page whose way to the first frame is looked into: notes what goes over the socket and what each
 * RTCPeerConnection goes through. Not part of a measurement: it costs time itself.
 */

export interface Step {
  /** Milliseconds since the navigation began. */
  at: number;
  what: string;
}

declare global {
  interface Window {
    hangoutsSteps: Step[];
  }
}

const WORDS = 60;
const steps: Step[] = [];
window.hangoutsSteps = steps;
const note = (what: string) => void steps.push({ at: performance.now(), what });
const start = (data: unknown) => (typeof data === 'string' ? data.slice(0, WORDS) : 'binary');

const send = WebSocket.prototype.send;
WebSocket.prototype.send = function (data) {
  note(`socket → ${start(data)}`);
  send.call(this, data);
};
const NativeSocket = WebSocket;
window.WebSocket = class extends NativeSocket {
  constructor(...parameters: ConstructorParameters<typeof WebSocket>) {
    super(...parameters);
    this.addEventListener('message', ({ data }) => note(`socket ← ${start(data)}`));
  }
};

document.addEventListener('click', () => note('click is being handled'), { capture: true });

let connections = 0;
const NativeConnection = RTCPeerConnection;
window.RTCPeerConnection = class extends NativeConnection {
  readonly #name = `connection ${++connections}`;

  constructor(configuration?: RTCConfiguration) {
    super(configuration);
    note(`${this.#name} made`);
    for (const state of ['iceConnectionState', 'connectionState'] as const) {
      this.addEventListener(`${state.toLowerCase()}change`, () =>
        note(`${this.#name} ${state} ${this[state]}`),
      );
    }
    this.addEventListener('track', ({ track }) => {
      note(`${this.#name} track ${track.kind}`);
      track.addEventListener('unmute', () => note(`${this.#name} unmuted ${track.kind}`));
    });
  }

  override async setLocalDescription(description?: RTCLocalSessionDescriptionInit): Promise<void> {
    note(`${this.#name} setLocalDescription ${description?.type ?? ''}`);
    await super.setLocalDescription(description);
    note(`${this.#name} local description set`);
  }

  override async setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void> {
    note(`${this.#name} setRemoteDescription ${description.type}`);
    await super.setRemoteDescription(description);
    note(`${this.#name} remote description set`);
  }
};

const play = HTMLMediaElement.prototype.play;
HTMLMediaElement.prototype.play = function () {
  note(`${this.tagName.toLowerCase()} play()`);
  return play.call(this);
};
new PerformanceObserver((list) => {
  for (const { startTime, duration } of list.getEntries()) {
    steps.push({ at: startTime, what: `long task of ${Math.round(duration)} ms` });
  }
}).observe({ type: 'longtask', buffered: true });
