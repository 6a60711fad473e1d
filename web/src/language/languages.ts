/** The languages of the page, and which one a visitor gets. Pure. */

/** Each language by its BCP 47 tag, its own name and the direction in which it is written. */
export const LANGUAGES = {
  en: { name: 'English', direction: 'ltr' },
  de: { name: 'Deutsch', direction: 'ltr' },
  es: { name: 'Español', direction: 'ltr' },
  fr: { name: 'Français', direction: 'ltr' },
  mk: { name: 'Македонски', direction: 'ltr' },
  ja: { name: '日本語', direction: 'ltr' },
  ar: { name: 'العربية', direction: 'rtl' },
} as const satisfies Record<string, { name: string; direction: 'ltr' | 'rtl' }>;

export type LanguageTag = keyof typeof LANGUAGES;

export const TAGS = Object.keys(LANGUAGES) as readonly LanguageTag[];

export function isLanguage(tag: string): tag is LanguageTag {
  return Object.hasOwn(LANGUAGES, tag);
}

/**
 * The language for a visitor: the one they chose here, else the first of their browser's that there is, else English.
 * `wanted` holds BCP 47 tags, the dearest first, as `navigator.languages` has them.
 */
export function languageFor(chosen: string | null, wanted: readonly string[]): LanguageTag {
  if (chosen !== null && isLanguage(chosen)) return chosen;
  return wanted.map(baseOf).find(isLanguage) ?? 'en';
}

/**
 * The locale for numbers and dates in a language: the visitor's own region where the browser names one (en-GB has
 * other dates than en-US) and it writes the same digits, so that no two kinds of them stand in one sentence.
 */
export function localeFor(language: LanguageTag, wanted: readonly string[]): string {
  const digits = digitsOf(language);
  return wanted.find((tag) => baseOf(tag) === language && digitsOf(tag) === digits) ?? language;
}

function baseOf(tag: string): string {
  return tag.split(/[-_]/u)[0]?.toLowerCase() ?? '';
}

/** The digits of a locale, or null where the tag is none that Intl knows. */
function digitsOf(tag: string): string | null {
  try {
    return new Intl.NumberFormat(tag).resolvedOptions().numberingSystem;
  } catch {
    return null;
  }
}
