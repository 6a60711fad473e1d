/** The state of cameras, microphones and speakers, and what changes it. */
import { changeable } from '../session/readable.js';
import type { Backdrop } from './background/backdrop.js';
import type { BackgroundChoice } from './background/choice.js';
import { capture, hidden, type Captured, type CaptureWish } from './capture.js';
import { choicesOf, presentChoice } from './choices.js';
import type { DeviceProblem, Devices, DevicesState, DeviceState, InputKind } from './devices.js';
import { browserEnvironment, type DeviceEnvironment } from './environment.js';
import { isOfBackground } from './problem.js';
import { captureScreen } from './screen.js';
import type { SoundChoice } from './sound.js';

const KINDS: readonly InputKind[] = ['microphone', 'camera'];
const MEDIA_KINDS = { microphone: 'audioinput', camera: 'videoinput' } as const;

/** The devices of this browser. Nothing is opened before it is asked for. */
export function createDevices(environment: DeviceEnvironment = browserEnvironment()): Devices {
  return new BrowserDevices(environment);
}

function closed(chosen: string | null, environment: DeviceEnvironment): DeviceState {
  return { wanted: false, opening: false, track: null, problem: environment.obstacle, choices: [], chosen };
}

class BrowserDevices implements Devices {
  readonly #environment: DeviceEnvironment;
  readonly #state;
  /** Counts the changes of each source, so that what was opened for an earlier wish is not kept. */
  readonly #wishes: Record<InputKind, number> = { microphone: 0, camera: 0 };
  readonly #unwatch: () => void;
  /** What made the camera's track, where its background is changed. */
  #backdrop: Backdrop | null = null;
  /** The microphone is on for as long as a key is held. */
  #talking = false;
  #disposed = false;

  constructor(environment: DeviceEnvironment) {
    const { preferences, speakersSupported, screenSupported } = environment;
    this.#environment = environment;
    this.#state = changeable<DevicesState>({
      microphone: closed(null, environment),
      camera: closed(null, environment),
      sound: { ...preferences.sound(), failed: false },
      background: { choice: preferences.background(), loading: false, failed: false },
      speakers: { choices: [], chosen: preferences.chosen('speakers'), supported: speakersSupported },
      screenSupported,
    });
    this.#unwatch = environment.watch(() => void this.#onDevicesChanged());
    void this.#list();
  }

  get state() {
    return this.#state;
  }

  async openBoth(wanted: Record<InputKind, boolean>): Promise<void> {
    await this.#open(KINDS.filter((kind) => this.#want(kind, wanted[kind])));
  }

  async setWanted(kind: InputKind, wanted: boolean): Promise<void> {
    this.#environment.preferences.want(kind, wanted);
    if (kind === 'microphone') this.#talking = false;
    if (this.#want(kind, wanted)) await this.#open([kind]);
  }

  async talk(on: boolean): Promise<void> {
    if (on === this.#talking) return;
    this.#talking = on;
    if (this.#want('microphone', on)) await this.#open(['microphone']);
  }

  async choose(kind: InputKind | 'speakers', id: string | null): Promise<void> {
    this.#environment.preferences.choose(kind, id);
    if (kind === 'speakers') {
      const state = this.#state.get();
      this.#state.set({ ...state, speakers: { ...state.speakers, chosen: id } });
      return;
    }
    this.#set(kind, { chosen: id });
    const { wanted, track } = this.#state.get()[kind];
    if (wanted || isLive(track)) await this.#open([kind]);
  }

  async setSound(change: Partial<SoundChoice>): Promise<void> {
    const { preferences } = this.#environment;
    const sound = { ...preferences.sound(), ...change };
    preferences.setSound(sound);
    this.#state.set({ ...this.#state.get(), sound: { ...sound, failed: false } });
    const { wanted, track } = this.#state.get().microphone;
    if (wanted || isLive(track)) await this.#open(['microphone']);
  }

  async setBackground(choice: BackgroundChoice): Promise<void> {
    this.#environment.preferences.setBackground(choice);
    this.#setBackground({ choice, failed: false });
    if (isOfBackground(this.#state.get().camera.problem)) this.#set('camera', { problem: null });
    await this.#hide();
  }

  captureScreen() {
    return captureScreen(this.#environment);
  }

  close(): Record<InputKind, boolean> {
    const { microphone, camera } = this.#state.get();
    const were = { microphone: microphone.wanted && !this.#talking, camera: camera.wanted };
    this.#talking = false;
    for (const kind of KINDS) {
      this.#set(kind, { wanted: false });
      this.#give(kind, null);
    }
    return were;
  }

  dispose(): void {
    this.#disposed = true;
    this.#unwatch();
    this.close();
  }

  /** Takes the wish, and says whether the device has to be opened for it. */
  #want(kind: InputKind, wanted: boolean): boolean {
    const { track } = this.#state.get()[kind];
    this.#set(kind, { wanted });
    if (wanted && !isLive(track)) return true;
    if (kind === 'camera' && !wanted) this.#give(kind, null);
    if (kind === 'microphone' && track !== null) track.enabled = wanted;
    return false;
  }

  async #open(kinds: readonly InputKind[]): Promise<void> {
    const { obstacle, preferences } = this.#environment;
    if (obstacle !== null || kinds.length === 0) return;
    const wish: CaptureWish = {};
    const numbers = new Map<InputKind, number>();
    for (const kind of kinds) {
      const device = preferences.chosen(kind);
      if (kind === 'microphone') wish.microphone = { device, sound: preferences.sound() };
      else wish.camera = { device, background: this.#background() };
      numbers.set(kind, (this.#wishes[kind] += 1));
      this.#set(kind, { opening: true, problem: null });
    }
    const captured = await this.#capture(wish);
    for (const kind of kinds) {
      const result = captured[kind];
      if (result !== undefined) this.#take(kind, result, numbers.get(kind));
    }
    await this.#list();
  }

  async #capture(wish: CaptureWish): Promise<Partial<Record<InputKind, Captured>>> {
    const captured = await capture(this.#environment, wish);
    const { track } = this.#state.get().camera;
    const { camera } = wish;
    if (camera === undefined || captured.camera === undefined) return captured;
    if (!isBusy(captured.camera) || !isLive(track)) return captured;
    // Telephones open one camera at a time: the old one has to go first. The wish stays the same.
    track?.stop();
    this.#set('camera', { track: null });
    return { ...captured, ...(await capture(this.#environment, { camera })) };
  }

  #take(kind: InputKind, result: Captured, wish: number | undefined): void {
    const stillWanted = wish === this.#wishes[kind] && !this.#disposed;
    const state = this.#state.get()[kind];
    if (!('track' in result)) {
      if (!stillWanted) return;
      if (isOfBackground(result.problem)) this.#showNothing(result.problem);
      else this.#set(kind, { opening: false, problem: result.problem });
      return;
    }
    const background = this.#background();
    if (kind === 'camera' && stillWanted && result.backdrop === undefined && background !== 'none') {
      // Chosen while it was being opened: not a picture of what is there is shown.
      void hidden(this.#environment, result.track, background).then((made) => this.#take(kind, made, wish));
      return;
    }
    // Switched off while it was being opened: the camera's light goes out again, the microphone stays ready.
    if (!stillWanted || (kind === 'camera' && !state.wanted)) {
      result.track.stop();
      if (stillWanted) this.#set(kind, { opening: false });
      return;
    }
    if (kind === 'microphone') {
      const current = this.#state.get();
      this.#state.set({ ...current, sound: { ...current.sound, failed: result.plain === true } });
    }
    this.#give(kind, result.track, result.backdrop);
  }

  /** Sets the track of a source, or none; the one before is stopped. */
  #give(kind: InputKind, track: MediaStreamTrack | null, backdrop: Backdrop | null = null): void {
    const { track: before, wanted } = this.#state.get()[kind];
    if (track === null) this.#wishes[kind] += 1;
    else {
      if (kind === 'microphone') track.enabled = wanted;
      track.addEventListener('ended', () => this.#onEnded(kind, track), { once: true });
    }
    if (kind === 'camera') this.#backdrop = backdrop;
    this.#set(kind, { track, opening: false, problem: this.#environment.obstacle });
    before?.stop();
    if (kind === 'camera') this.#follow(backdrop);
  }

  /** Says how far the background is, and closes the camera where it cannot be hidden any more. */
  #follow(backdrop: Backdrop | null): void {
    const look = () => {
      if (this.#backdrop !== backdrop) return;
      const state = backdrop?.state.get();
      this.#setBackground({ loading: state === 'loading' });
      if (state === 'slow') this.#showNothing('background-slow');
      if (state === 'failed') this.#showNothing('background-failed');
    };
    backdrop?.state.subscribe(look);
    look();
    // Something else was chosen while it was being made.
    if (backdrop !== null) void this.#hide();
  }

  /** What is to be put behind the person now. */
  #background(): BackgroundChoice {
    const { choice, failed } = this.#state.get().background;
    return failed ? 'none' : choice;
  }

  /** Has the camera that runs show what was chosen behind the person; until it does, it shows nothing. */
  async #hide(): Promise<void> {
    const choice = this.#background();
    const { track } = this.#state.get().camera;
    if (track === null || !isLive(track)) return;
    const backdrop = this.#backdrop;
    if (backdrop !== null) {
      if (choice === 'none') this.#give('camera', backdrop.bare());
      else backdrop.change(choice);
      return;
    }
    if (choice === 'none') return;
    const wish = (this.#wishes.camera += 1);
    // Whoever is given another track stops the one before.
    const raw = track.clone();
    raw.enabled = true;
    track.enabled = false;
    this.#take('camera', await hidden(this.#environment, raw, choice), wish);
  }

  /** Closes the camera because what is behind the person cannot be hidden: they say whether it is shown. */
  #showNothing(problem: DeviceProblem): void {
    this.#setBackground({ loading: false, failed: true });
    this.#set('camera', { wanted: false });
    this.#give('camera', null);
    this.#set('camera', { problem });
  }

  /** Unplugged, or the permission was taken back. Another device of the kind steps in where there is one. */
  #onEnded(kind: InputKind, track: MediaStreamTrack): void {
    const state = this.#state.get()[kind];
    if (this.#disposed || state.track !== track) return;
    this.#set(kind, { track: null, problem: 'ended' });
    if (state.wanted) void this.#open([kind]).then(() => this.#keepEnded(kind));
  }

  /** What is missing after it was there was unplugged: the words for that fit better. */
  #keepEnded(kind: InputKind): void {
    if (this.#state.get()[kind].problem === 'missing') this.#set(kind, { problem: 'ended' });
  }

  async #onDevicesChanged(): Promise<void> {
    await this.#list();
    // A device that was missed has been plugged in.
    const found = KINDS.filter((kind) => {
      const { wanted, opening, track, problem, choices } = this.#state.get()[kind];
      const missed = problem === 'missing' || problem === 'ended';
      return wanted && !opening && track === null && missed && choices.length > 0;
    });
    await this.#open(found);
  }

  async #list(): Promise<void> {
    const { preferences, speakersSupported } = this.#environment;
    const devices = await this.#environment.enumerateDevices().catch(() => []);
    if (this.#disposed) return;
    for (const kind of KINDS) {
      const choices = choicesOf(devices, MEDIA_KINDS[kind]);
      this.#set(kind, { choices, chosen: presentChoice(choices, preferences.chosen(kind)) });
    }
    const choices = speakersSupported ? choicesOf(devices, 'audiooutput') : [];
    const chosen = presentChoice(choices, preferences.chosen('speakers'));
    const state = this.#state.get();
    this.#state.set({ ...state, speakers: { ...state.speakers, choices, chosen } });
  }

  #setBackground(change: Partial<DevicesState['background']>): void {
    const state = this.#state.get();
    this.#state.set({ ...state, background: { ...state.background, ...change } });
  }

  #set(kind: InputKind, change: Partial<DeviceState>): void {
    const state = this.#state.get();
    this.#state.set({ ...state, [kind]: { ...state[kind], ...change } });
  }
}

function isLive(track: MediaStreamTrack | null): boolean {
  return track !== null && track.readyState === 'live';
}

function isBusy(result: Captured): boolean {
  return 'problem' in result && result.problem === 'busy';
}
