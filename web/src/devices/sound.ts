/** How a microphone's sound is treated before it is sent. */

/** Who takes the noise out: the browser, or a network of our own, which takes out more and costs more. */
export type NoiseSuppression = 'standard' | 'strong';

export interface SoundChoice {
  noise: NoiseSuppression;
  /** For music: the sound as it is, nothing taken out and nothing levelled. */
  original: boolean;
}

/** Echo, noise and level are the browser's business, but for the noise that is taken out after it. */
export function soundConstraints({ noise, original }: SoundChoice): MediaTrackConstraints {
  if (original) {
    return {
      echoCancellation: false,
      noiseSuppression: false,
      autoGainControl: false,
      channelCount: { ideal: 2 },
    };
  }
  return { echoCancellation: true, noiseSuppression: noise === 'standard', autoGainControl: true };
}
