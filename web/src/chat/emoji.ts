/** Emoji by what they are called: their data are fetched when the first picker is opened. */
import type { CompactEmoji } from 'emojibase';
import type { LanguageTag } from '../language/languages.js';
import { createMemory, type MemoryStore } from '../session/memory.js';

export interface Emoji {
  emoji: string;
  name: string;
  group: number;
  /** From light to dark, where it has skin. */
  skins: readonly string[];
  /** What is searched in, in small letters. */
  said: string;
}

/** The groups in their order, by emojibase's numbers; 2 is what others are put together from. */
export const GROUPS = [0, 1, 3, 4, 5, 6, 7, 8, 9] as const;
export type Group = (typeof GROUPS)[number];

/** 0: as the emoji is by itself; 1 to 5 from light to dark. */
export type SkinTone = 0 | 1 | 2 | 3 | 4 | 5;

/** The most that are found at once. */
const FOUND = 80;
/** How many are remembered. */
const RECENT = 24;

type Data = Promise<{ default: CompactEmoji[] }>;

// Macedonian and Arabic have no names there: they are searched in English.
const NAMES: Partial<Record<LanguageTag, () => Data>> = {
  de: () => import('emojibase-data/de/compact.json'),
  es: () => import('emojibase-data/es/compact.json'),
  fr: () => import('emojibase-data/fr/compact.json'),
  ja: () => import('emojibase-data/ja/compact.json'),
};

/** All emoji, named in a language where there are names in it. */
export async function loadEmoji(language: LanguageTag): Promise<Emoji[]> {
  const names = NAMES[language] ?? (() => import('emojibase-data/en/compact.json') as Data);
  return emojiOf((await names()).default);
}

export function emojiOf(data: readonly CompactEmoji[]): Emoji[] {
  return data
    .flatMap(({ unicode, label, group, order, skins = [], tags = [] }) => {
      if (group === undefined || !GROUPS.some((one) => one === group)) return [];
      // Two people, each with a skin of their own, have more than five: those of the same stand first in each.
      const same = skins.filter((skin) => !Array.isArray(skin.hexcode) && tonesIn(skin.unicode).size === 1);
      return [
        {
          emoji: unicode,
          name: label,
          group,
          order: order ?? 0,
          skins: same.map((skin) => skin.unicode),
          said: [label, ...tags].join(' ').toLowerCase(),
        },
      ];
    })
    .toSorted((one, other) => one.order - other.order);
}

function tonesIn(emoji: string): Set<string> {
  return new Set(emoji.match(/[\u{1f3fb}-\u{1f3ff}]/gu));
}

/** Those that are called so, best first: by the beginning of a name, of a word, or anything else of it. */
export function emojiFor(text: string, all: readonly Emoji[]): Emoji[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const fits = all.filter(({ said }) => words.every((word) => said.includes(word)));
  const [first = ''] = words;
  const rank = ({ name, said }: Emoji) => {
    if (name.toLowerCase().startsWith(first)) return 0;
    return ` ${said}`.includes(` ${first}`) ? 1 : 2;
  };
  return fits.toSorted((one, other) => rank(one) - rank(other)).slice(0, FOUND);
}

/** An emoji with a skin, where it has one. */
export function withTone({ emoji, skins }: Emoji, tone: SkinTone): string {
  return tone === 0 ? emoji : (skins[tone - 1] ?? emoji);
}

/** What this browser remembers of a person's emoji. */
export function rememberEmoji(storage: MemoryStore | null) {
  const { read, write } = createMemory(storage);
  const recent = () => (read('emoji-recent') ?? '').split(' ').filter(Boolean).slice(0, RECENT);
  return {
    recent,
    used(emoji: string) {
      const others = recent().filter((one) => one !== emoji);
      write('emoji-recent', [emoji, ...others].slice(0, RECENT).join(' '));
    },
    tone(): SkinTone {
      const tone = Number(read('emoji-tone'));
      return tone === 1 || tone === 2 || tone === 3 || tone === 4 || tone === 5 ? tone : 0;
    },
    keepTone(tone: SkinTone) {
      write('emoji-tone', tone === 0 ? null : String(tone));
    },
  };
}
