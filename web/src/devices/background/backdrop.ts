/** A camera's picture with something else behind the person, as those see it who open cameras. */
import type { Readable } from '../../session/session.js';
import type { BackgroundChoice } from './choice.js';

export type BackdropState =
  /** Nobody is told from what is behind them yet: all of the picture is hidden. */
  | 'loading'
  | 'ready'
  /** This machine cannot keep up with the camera. */
  | 'slow'
  /** It cannot be loaded, or does not run. */
  | 'failed';

export interface Backdrop {
  /** Stands for the camera's track: stopping it stops the camera. Nothing is shown that is not hidden as chosen. */
  readonly track: MediaStreamTrack;
  readonly state: Readable<BackdropState>;
  /** Puts something else behind the person. What was there stays until that is loaded. */
  change(choice: Exclude<BackgroundChoice, 'none'>): void;
  /** Another track of the same camera, with what is really behind the person. */
  bare(): MediaStreamTrack;
}
