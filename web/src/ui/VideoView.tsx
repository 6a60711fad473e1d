import { clsx } from 'clsx';
import { memo, useLayoutEffect, useRef } from 'react';
import styles from './VideoView.module.css';

export interface VideoViewProps {
  track: MediaStreamTrack;
  /** As in a mirror: for the own camera. */
  mirrored?: boolean;
  /** `cover` fills its box and cuts the edges, `contain` shows all of the picture. */
  fit?: 'cover' | 'contain';
}

/** One running picture. Silent: the sound of a call is played in one place, apart from the pictures. */
export const VideoView = memo(function VideoView({ track, mirrored = false, fit = 'cover' }: VideoViewProps) {
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
      className={clsx(styles.video, mirrored && styles.mirrored, fit === 'contain' && styles.contain)}
      muted
      playsInline
      autoPlay
      disablePictureInPicture
      // Decoration to a screen reader: whose picture it is stands beside it.
      aria-hidden="true"
      tabIndex={-1}
    />
  );
});
