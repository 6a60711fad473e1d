import { createInstance, type ResourceLanguage, type TFunction } from 'i18next';
import { FIRST_ENGLISH, type English } from './english.js';
import { isLanguage, LANGUAGES, type LanguageTag } from './languages.js';

type Namespace = keyof English;

/**
 * Gives the words for a key, `namespace:key`, in one language; a namespace is the folder that says it. The compiler
 * knows the keys. Another language is another function, so whoever keeps words for a while makes them anew then.
 */
export type Words = TFunction<[Namespace, ...Namespace[]]> & {
  readonly language: LanguageTag;
  readonly direction: 'ltr' | 'rtl';
  /** For Intl: the language, with the visitor's region where that is known. */
  readonly locale: string;
};

export interface Dictionary {
  /** Takes words of a language, by namespace. */
  add(language: LanguageTag, words: ResourceLanguage): void;
  /** The words of a language. Those that were not added are English. */
  in(language: LanguageTag): Words;
}

/** Makes a dictionary that has the English of the first pages. `localeOf` says where each language's numbers are from. */
export function createDictionary(localeOf: (language: LanguageTag) => string): Dictionary {
  const i18n = createInstance();
  void i18n.init({
    lng: 'en',
    fallbackLng: 'en',
    ns: Object.keys(FIRST_ENGLISH),
    resources: { en: FIRST_ENGLISH },
    // React escapes, and what goes past React is text too.
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  const wordsIn = (language: LanguageTag): Words => {
    const locale = localeOf(language);
    const { direction } = LANGUAGES[language];
    const plain = i18n.getFixedT(language) as (key: string, values: object) => string;
    // i18next's types see which key takes which values; this only passes them on.
    const words = ((key: string, values?: object) => plain(key, isolated(values, direction))) as TFunction<
      [Namespace, ...Namespace[]]
    >;
    return Object.assign(words, { language, direction, locale });
  };
  i18n.services.formatter?.add('number', (value: number, language = 'en') =>
    new Intl.NumberFormat(isLanguage(language) ? localeOf(language) : language).format(value),
  );
  // For names that begin with a capital letter and stand within a sentence.
  i18n.services.formatter?.add('lower', (value: string, language) => value.toLocaleLowerCase(language));
  return {
    add(language, words) {
      for (const [namespace, resource] of Object.entries(words)) {
        i18n.addResourceBundle(language, namespace, resource);
      }
    },
    in: wordsIn,
  };
}

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/u;

/**
 * Values that are written the other way, each in an isolate (UAX #9, 2.4), so that a name does not take the comma or
 * the number beside it along.
 */
function isolated(values: object | undefined, direction: 'ltr' | 'rtl') {
  if (values === undefined) return {};
  return Object.fromEntries(
    Object.entries(values).map(([name, value]: [string, unknown]) => [
      name,
      typeof value === 'string' && isForeign(value, direction) ? `\u2068${value}\u2069` : value,
    ]),
  );
}

function isForeign(text: string, direction: 'ltr' | 'rtl'): boolean {
  return direction === 'rtl' ? /[\p{L}\p{N}]/u.test(text) : RIGHT_TO_LEFT.test(text);
}
