/** The one place where the others are heard. Their pictures stay silent. */
import { changeable } from '../session/readable.js';
import type { Readable } from '../session/session.js';
import type { RemoteTrack } from '../session/state.js';
import type { Devices } from './devices.js';

export interface Playback {
  /** Whether the browser refuses to play sound before the person has clicked somewhere. */
  readonly blocked: Readable<boolean>;
  /** Plays the sounds among these tracks and no others. */
  play(tracks: readonly RemoteTrack[]): void;
  /** Tries again; to be called from a click. */
  unblock(): Promise<void>;
  dispose(): void;
}

/** An element that plays sound, as far as it is used here. */
export interface Player {
  start(): Promise<void>;
  setSpeaker(id: string | null): Promise<void>;
  remove(): void;
}

/** Plays through the speakers that the devices' state names. */
export function createPlayback(
  devices: Pick<Devices, 'state'>,
  makePlayer: (track: RemoteTrack) => Player = createPlayer,
): Playback {
  const blocked = changeable(false);
  /** Those that the browser refuses to start. */
  const refused = new Set<Player>();
  const players = new Map<MediaStreamTrack, Player>();
  let speaker = devices.state.get().speakers.chosen;

  const start = async (track: MediaStreamTrack, player: Player): Promise<void> => {
    let isRefused = false;
    try {
      await player.start();
    } catch (error) {
      // Anything else than a refusal is an element that was taken away while it began.
      isRefused = error instanceof DOMException && error.name === 'NotAllowedError';
    }
    if (isRefused && players.get(track) === player) refused.add(player);
    else refused.delete(player);
    blocked.set(refused.size > 0);
  };
  const unsubscribe = devices.state.subscribe(() => {
    const { chosen } = devices.state.get().speakers;
    if (chosen === speaker) return;
    speaker = chosen;
    for (const player of players.values()) void player.setSpeaker(speaker);
  });

  return {
    blocked,
    play(tracks) {
      const sounds = tracks.filter(({ track }) => track.kind === 'audio');
      const wanted = new Set(sounds.map(({ track }) => track));
      for (const [track, player] of players) {
        if (wanted.has(track)) continue;
        player.remove();
        players.delete(track);
        refused.delete(player);
      }
      blocked.set(refused.size > 0);
      for (const sound of sounds) {
        if (players.has(sound.track)) continue;
        const player = makePlayer(sound);
        players.set(sound.track, player);
        if (speaker !== null) void player.setSpeaker(speaker);
        void start(sound.track, player);
      }
    },
    async unblock() {
      await Promise.all([...players].map(([track, player]) => start(track, player)));
    },
    dispose() {
      unsubscribe();
      for (const player of players.values()) player.remove();
      players.clear();
    },
  };
}

/** An audio element in the page, out of sight: some browsers play only what is in the document. */
function createPlayer({ participant, source, track }: RemoteTrack): Player {
  const element = document.createElement('audio');
  element.srcObject = new MediaStream([track]);
  element.hidden = true;
  element.dataset['participant'] = participant;
  element.dataset['source'] = source;
  document.body.append(element);
  return {
    start: () => element.play(),
    async setSpeaker(id) {
      if (!('setSinkId' in element)) return;
      // Speakers that are gone leave the sound where it was.
      await element.setSinkId(id ?? '').catch(() => undefined);
    },
    remove() {
      element.pause();
      element.srcObject = null;
      element.remove();
    },
  };
}
