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
  const players = new Map<MediaStreamTrack, Player>();
  let speaker = devices.state.get().speakers.chosen;

  const start = async (player: Player): Promise<boolean> => {
    try {
      await player.start();
      return true;
    } catch (error) {
      // Anything else than a refusal is an element that was taken away while it began.
      return !(error instanceof DOMException && error.name === 'NotAllowedError');
    }
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
      }
      for (const sound of sounds) {
        if (players.has(sound.track)) continue;
        const player = makePlayer(sound);
        players.set(sound.track, player);
        if (speaker !== null) void player.setSpeaker(speaker);
        void start(player).then((played) => {
          if (!played) blocked.set(true);
        });
      }
    },
    async unblock() {
      const played = await Promise.all([...players.values()].map(start));
      blocked.set(played.includes(false));
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
