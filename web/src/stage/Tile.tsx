import Hand from 'lucide-react/icons/hand';
import Leaf from 'lucide-react/icons/leaf';
import MicOff from 'lucide-react/icons/mic-off';
import ScreenShare from 'lucide-react/icons/screen-share';
import Spotlight from 'lucide-react/icons/spotlight';
import SignalLow from 'lucide-react/icons/signal-low';
import { clsx } from 'clsx';
import { useCallback } from 'react';
import { useWords } from '../language/useWords.js';
import type { Words } from '../language/words.js';
import { pictureName } from '../session/select.js';
import { useMirrored } from '../controls/mirror.js';
import type { Devices } from '../devices/devices.js';
import type { Session } from '../session/session.js';
import type { RoomState } from '../session/state.js';
import { Avatar } from '../ui/Avatar.js';
import { useReadable } from '../ui/useReadable.js';
import { VideoView } from '../ui/VideoView.js';
import { isSending, type Picture } from './pictures.js';
import styles from './Tile.module.css';
import { TileActions } from './TileActions.js';
import { useInSpotlight } from './useInSpotlight.js';
import { useLookedAt } from './useLookedAt.js';
import { useTrack } from './useTrack.js';
import type { View } from './view.js';

export interface TileProps {
  session: Session;
  devices: Devices;
  picture: Picture;
  /** Where the picture can be pinned; null where there is nothing to pin it against. */
  view: View | null;
}

/** One picture: somebody's camera, or the screen they share. */
export function Tile({ session, devices, picture, view }: TileProps) {
  const words = useWords();
  const { participant, self, source } = picture;
  const track = useTrack(session, devices, picture);
  const saved = useSaved(session, picture);
  const mirrored = useMirrored(track);
  const box = useLookedAt(session, picture);
  const away = participant.connection === 'reconnecting';
  const screen = source === 'screen';
  return (
    <figure
      ref={box}
      className={clsx(styles.tile, screen && styles.screen)}
      aria-label={labelOf(words, picture)}
      data-participant={participant.id}
      data-name={participant.name}
      data-self={self}
      data-source={source}
    >
      {track && !saved ? (
        <VideoView track={track} mirrored={mirrored && self && !screen} fit={screen ? 'contain' : 'cover'} />
      ) : (
        <Avatar name={participant.name} size="fill" />
      )}
      {away ? (
        <div className={styles.veil}>
          <span className={styles.spinner} aria-hidden="true" />
          <span className={styles.veilWords}>{words('stage:reconnecting')}</span>
        </div>
      ) : null}
      <NameTag session={session} picture={picture} />
      {view ? <TileActions session={session} view={view} picture={picture} /> : null}
      {screen ? null : <SpeakingRing session={session} picture={picture} />}
    </figure>
  );
}

function labelOf(words: Words, { participant: { name }, self, source }: Picture): string {
  if (source === 'screen') return words(self ? 'stage:screenOfSelf' : 'stage:screenOf', { name });
  return self ? words('stage:self', { name }) : name;
}

function NameTag({ session, picture }: { session: Session; picture: Picture }) {
  const words = useWords();
  const { participant, self, source } = picture;
  if (source === 'screen') {
    return (
      <div className={styles.tag}>
        <ScreenShare />
        <span className={styles.name}>
          {self ? words('stage:sharing') : words('stage:theirScreen', { name: participant.name })}
        </span>
        <SavedMark session={session} picture={picture} />
      </div>
    );
  }
  const muted = !isSending(participant, 'microphone');
  return (
    <div className={styles.tag}>
      {muted ? (
        <>
          <MicOff className={styles.muted} />
          <span className="said">{words('stage:microphoneOff')}</span>
        </>
      ) : null}
      {participant.hand === undefined ? null : (
        <>
          <Hand className={styles.hand} />
          <span className="said">{words('stage:handRaised')}</span>
        </>
      )}
      <span className={styles.name} dir="auto">
        {participant.name}
      </span>
      {self ? <span className={styles.you}>{words('stage:you')}</span> : null}
      <SpotlightMark session={session} picture={picture} />
      <SavedMark session={session} picture={picture} />
      {participant.weak ? (
        <span className={styles.weak}>
          <SignalLow />
          <span className={styles.weakWords}>{words('stage:weak')}</span>
        </span>
      ) : null}
    </div>
  );
}

/** Whether it is not sent to this page, to save data. */
function useSaved(session: Session, { participant: { id }, source }: Picture): boolean {
  return useReadable(
    session.state,
    useCallback(({ saved }: RoomState) => saved.has(pictureName({ participant: id, source })), [id, source]),
  );
}

/** Says why there is no picture, where it is not sent to save data. */
function SavedMark({ session, picture }: { session: Session; picture: Picture }) {
  const words = useWords();
  if (!useSaved(session, picture)) return null;
  return (
    <span className={styles.mark}>
      <Leaf />
      <span className={styles.markWords}>{words('stage:saved')}</span>
    </span>
  );
}

function SpotlightMark({ session, picture }: { session: Session; picture: Picture }) {
  const words = useWords();
  if (!useInSpotlight(session, picture)) return null;
  return (
    <>
      <Spotlight className={styles.lit} />
      <span className="said">{words('stage:inSpotlight')}</span>
    </>
  );
}

/** Apart from the tile, so that a voice draws nothing but its ring. */
function SpeakingRing({ session, picture }: { session: Session; picture: Picture }) {
  const { id } = picture.participant;
  const speaking = useReadable(
    session.state,
    useCallback((state: RoomState) => state.speaking.has(id), [id]),
  );
  return <div className={clsx(styles.ring, speaking && styles.speaking)} data-speaking={speaking} />;
}
