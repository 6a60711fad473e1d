/** What is said in passing when the spotlight goes to somebody (null for nobody), or null where it is no news. */
export function spotlightWords(
  name: string | null,
  { you, wasYou }: { you: boolean; wasYou: boolean },
): string | null {
  if (name === null) return wasYou ? 'You are no longer in the spotlight.' : null;
  return you ? 'You are in the spotlight: everyone sees you large.' : `${name} is in the spotlight.`;
}
