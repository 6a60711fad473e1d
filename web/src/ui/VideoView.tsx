import { clsx } from 'clsx';
import { memo, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import styles from './VideoView.module.css';

export interface VideoViewProps {
  track: MediaStreamTrack;
  /** As in a mirror: for the own camera. */
  mirrored?: boolean;
  /** `cover` fills its box and cuts the edges, `contain` shows all of the picture. */
  fit?: 'cover' | 'contain';
}

/** How long the picture of an earlier track stays for the first of the next. Milliseconds. */
const PATIENCE = 1_500;

/**
 * One running picture. Silent: the sound of a call is played in one place, apart from the pictures. The picture of an
 * earlier track goes on until the next one has its first: a browser takes a while to begin.
 */
export const VideoView = memo(function VideoView({ track, mirrored = false, fit = 'cover' }: VideoViewProps) {
  const [shown, setShown] = useState(track);
  const show = useCallback(() => setShown(track), [track]);
  const waits = shown !== track;

  useEffect(() => {
    if (!waits) return;
    const timer = setTimeout(show, PATIENCE);
    return () => clearTimeout(timer);
  }, [waits, show]);

  const className = clsx(styles.video, mirrored && styles.mirrored, fit === 'contain' && styles.contain);
  return (
    <>
      <Video key={track.id} track={track} className={className} onPicture={show} />
      {/* Behind it in the document, and so before it on the screen. */}
      {waits ? <Video key={shown.id} track={shown} className={className} /> : null}
    </>
  );
});

interface VideoProps {
  track: MediaStreamTrack;
  className: string;
  onPicture?: () => void;
}

function Video({ track, className, onPicture }: VideoProps) {
  const video = useRef<HTMLVideoElement>(null);

  useLayoutEffect(() => {
    const element = video.current;
    if (!element) return;
    element.srcObject = new MediaStream([track]);
    // Refused at most until the first click, and silent pictures are not refused: `autoplay` tries again.
    element.play().catch(() => undefined);
    return () => {
      element.srcObject = null;
    };
  }, [track]);

  return (
    <video
      ref={video}
      className={className}
      onLoadedData={onPicture}
      muted
      playsInline
      autoPlay
      disablePictureInPicture
      // Decoration to a screen reader: whose picture it is stands beside it.
      aria-hidden="true"
      tabIndex={-1}
    />
  );
}
