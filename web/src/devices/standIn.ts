/**
 * Makes a track stand for the one that it is made from: its settings are that one's, stopping it stops that one, and it
 * ends when that one does. Nobody is told of a `stop`: so it is taken over here. `release` lets go of what lies between.
 */
export function standIn(
  made: MediaStreamTrack,
  raw: MediaStreamTrack,
  release: () => void,
): MediaStreamTrack {
  const stop = made.stop.bind(made);
  made.stop = () => {
    if (made.readyState === 'live') release();
    stop();
    raw.stop();
  };
  made.getSettings = () => raw.getSettings();
  raw.addEventListener('ended', () => {
    made.stop();
    made.dispatchEvent(new Event('ended'));
  });
  return made;
}
