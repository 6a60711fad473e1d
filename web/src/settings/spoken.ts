/** The languages in which what is said can be written down. Pure. */

/**
 * As browsers' recognisers know them (BCP 47), with the region that they ask for; several of a language where it is
 * spoken so differently that it is heard differently.
 */
export const SPOKEN: readonly string[] = [
  'af-ZA am-ET ar-AE ar-EG ar-MA ar-SA az-AZ bg-BG bn-BD bn-IN ca-ES cs-CZ da-DK de-AT de-CH de-DE',
  'el-GR en-AU en-CA en-GB en-IE en-IN en-NZ en-US en-ZA es-AR es-CL es-CO es-ES es-MX es-US et-EE',
  'eu-ES fa-IR fi-FI fil-PH fr-BE fr-CA fr-CH fr-FR gl-ES gu-IN he-IL hi-IN hr-HR hu-HU hy-AM id-ID',
  'is-IS it-CH it-IT ja-JP ka-GE ko-KR lt-LT lv-LV mk-MK mr-IN ms-MY nb-NO ne-NP nl-BE nl-NL pa-IN',
  'pl-PL pt-BR pt-PT ro-RO ru-RU sk-SK sl-SI sq-AL sr-RS sv-SE sw-KE ta-IN te-IN th-TH tr-TR uk-UA',
  'ur-PK vi-VN zh-CN zh-HK zh-TW',
].flatMap((line) => line.split(' '));

const baseOf = (tag: string): string => tag.split('-')[0] ?? tag;

const isOne = (tag: string): boolean => SPOKEN.filter((one) => baseOf(one) === baseOf(tag)).length === 1;

/** What a language is called in another one; with its region where there are several of it. */
export function spokenName(tag: string, locale: string): string {
  const names = new Intl.DisplayNames(locale, { type: 'language', languageDisplay: 'standard' });
  return names.of(isOne(tag) ? baseOf(tag) : tag) ?? tag;
}

/** All of them by what they are called in a language, in its order. */
export function spokenIn(locale: string): { tag: string; name: string }[] {
  const { compare } = new Intl.Collator(locale);
  return SPOKEN.map((tag) => ({ tag, name: spokenName(tag, locale) })).toSorted((one, other) =>
    compare(one.name, other.name),
  );
}
