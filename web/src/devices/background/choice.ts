/** What a person has behind them in their picture. */

/** Pictures that come with the page. */
export const PICTURES = ['dawn', 'sea', 'room', 'weave'] as const;
export type PictureName = (typeof PICTURES)[number];

/** As it is, blurred a little or much, a picture of the page's, or one's own. */
export type BackgroundChoice = 'none' | 'slight' | 'blur' | PictureName | 'own';

const CHOICES: readonly BackgroundChoice[] = ['none', 'slight', 'blur', ...PICTURES, 'own'];

/**
 * A choice as it was remembered. What this version does not know was something that hid what is behind a person: then
 * that is blurred.
 */
export function readChoice(text: string | null): BackgroundChoice {
  if (text === null) return 'none';
  return CHOICES.find((choice) => choice === text) ?? 'blur';
}
