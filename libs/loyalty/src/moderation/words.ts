export type WordAction = 'block' | 'approve' | 'flag' | 'censor';

export interface WordRule {
  readonly id: string;
  /** One word or several; `*` at its end stands for any ending. */
  readonly word: string;
  readonly action: WordAction;
}

export interface FoundWord {
  readonly rule: WordRule;
  /** Where it is in the text. */
  readonly from: number;
  readonly to: number;
}

/** Letters of other scripts that look like Latin ones. */
const foreign: Readonly<Record<string, string>> = {
  ...{
    а: 'a',
    в: 'b',
    е: 'e',
    к: 'k',
    м: 'm',
    н: 'h',
    о: 'o',
    р: 'p',
    с: 'c',
    т: 't',
    у: 'y',
    х: 'x',
    і: 'i',
    ј: 'j',
    ѕ: 's',
  },
  ...{ α: 'a', β: 'b', ε: 'e', ι: 'i', κ: 'k', ν: 'v', ο: 'o', ρ: 'p', τ: 't', υ: 'u', χ: 'x' },
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ł: 'l', ı: 'i' },
};

/** Signs and digits that are written in place of a letter. */
const signsFor: Readonly<Record<string, string>> = {
  ...{ a: '4@', b: '8', e: '3', g: '9', i: '1!|l', l: '1|!i', o: '0', s: '5$', t: '7', z: '2' },
};
const skeletons: Readonly<Record<string, string>> = {
  ...{
    '4': 'a',
    '@': 'a',
    '8': 'b',
    '3': 'e',
    '9': 'g',
    '1': 'l',
    '!': 'l',
    '|': 'l',
    i: 'l',
    '0': 'o',
    '5': 's',
    $: 's',
    '7': 't',
    '2': 'z',
  },
};

interface Token {
  /** Without case, accents and letters of other scripts. */
  readonly plain: string;
  /** The same for all spellings with signs and digits. */
  readonly skeleton: string;
  readonly from: number;
  readonly to: number;
}

const tokensOf = (text: string): Token[] =>
  [...text.matchAll(/[\p{L}\p{N}\p{M}\p{Cf}@$|!]+/gu)].flatMap(({ 0: whole, index }) => {
    // Signs at the ends are punctuation.
    const word = whole.replace(/^[!|]+/u, '').replace(/[!|]+$/u, '');
    if (word === '') return [];
    const from = index + whole.indexOf(word);
    const plain = plainOf(word);
    return [{ plain, skeleton: skeletonOf(plain), from, to: from + word.length }];
  });

const plainOf = (word: string): string =>
  [
    ...word
      .normalize('NFKD')
      .toLowerCase()
      .replaceAll(/[\p{M}\p{Cf}]/gu, ''),
  ]
    .map((char) => foreign[char] ?? char)
    .join('');

const skeletonOf = (plain: string): string => [...plain].map((char) => skeletons[char] ?? char).join('');

interface Sought {
  readonly rule: WordRule;
  readonly words: readonly string[];
  readonly isPrefix: boolean;
}

const soughtOf = (rule: WordRule): Sought => ({
  rule,
  words: tokensOf(rule.word.replace(/\*$/u, '')).map(({ plain }) => plain),
  isPrefix: rule.word.endsWith('*'),
});

/** `free` also for `fr33`, and not for `tree`. */
const isWritten = (sought: string, plain: string): boolean =>
  sought.length <= plain.length &&
  [...sought].every((char, at) => char === plain[at] || (signsFor[char] ?? '').includes(plain[at] ?? ' '));

/** The rules that a word may fulfil, by how it begins: a text is never compared with all of thousands. */
const indexOf = (rules: readonly WordRule[]): ((skeleton: string) => readonly Sought[]) => {
  const byStart = new Map<string, Sought[]>();
  for (const rule of rules) {
    const sought = soughtOf(rule);
    const [first] = sought.words;
    if (first === undefined) continue;
    const key = skeletonOf(first).slice(0, shortestKey);
    byStart.set(key, [...(byStart.get(key) ?? []), sought]);
  }
  return (skeleton) => [
    ...(byStart.get(skeleton.slice(0, shortestKey)) ?? []),
    // A rule of one letter with any ending.
    ...(skeleton.length > 1 ? (byStart.get(skeleton.slice(0, 1)) ?? []) : []),
  ];
};

/** Finds the words of a club's lists in texts. Made once for many texts. */
export const searchWords = (rules: readonly WordRule[]): ((text: string) => FoundWord[]) => {
  const candidates = indexOf(rules);
  return (text) => {
    const tokens = tokensOf(text);
    return tokens.flatMap(({ skeleton }, at) =>
      candidates(skeleton).flatMap((sought) => foundAt(sought, tokens, at)),
    );
  };
};

/** How many words of a text are compared with how many rules, in steps. */
export const stepsOf = (rules: readonly WordRule[], text: string): number => {
  const candidates = indexOf(rules);
  return tokensOf(text).reduce((steps, { skeleton }) => steps + candidates(skeleton).length, 0);
};

const shortestKey = 2;

const foundAt = ({ rule, words, isPrefix }: Sought, tokens: readonly Token[], at: number): FoundWord[] => {
  const there = tokens.slice(at, at + words.length);
  const isThere =
    there.length === words.length &&
    there.every(({ plain }, index) => {
      const word = words[index] ?? '';
      const mayEnd = isPrefix && index === words.length - 1;
      return isWritten(word, plain) && (mayEnd || word.length === plain.length);
    });
  const [first, last] = [there[0], there.at(-1)];
  return isThere && first && last ? [{ rule, from: first.from, to: last.to }] : [];
};

/** The text with these words as their first letter and a dash. */
export const censored = (text: string, found: readonly Pick<FoundWord, 'from' | 'to'>[]): string =>
  [...found]
    .sort((one, other) => other.from - one.from)
    .reduce((kept, { from, to }) => {
      const [first = ''] = kept.slice(from);
      return `${kept.slice(0, from)}${first}—${kept.slice(to)}`;
    }, text);

const strictness: readonly WordAction[] = ['block', 'approve', 'flag', 'censor'];

/** What counts if several were found. */
export const strictestAction = (found: readonly FoundWord[]): WordAction | null =>
  strictness.find((action) => found.some(({ rule }) => rule.action === action)) ?? null;

/** Why a word cannot be looked for; null if it can. */
export const wordRuleError = (word: string): 'no-letters' | 'star-within' | 'too-short' | null => {
  const { words, isPrefix } = soughtOf({ id: '', word, action: 'flag' });
  if (words.length === 0) return 'no-letters';
  if (word.replace(/\*$/u, '').includes('*')) return 'star-within';
  const letters = words.join('').length;
  return letters < (isPrefix ? 3 : 2) ? 'too-short' : null;
};

/** The same for two spellings of one rule. */
export const wordKey = (word: string): string => {
  const { words, isPrefix } = soughtOf({ id: '', word, action: 'flag' });
  return `${words.join(' ')}${isPrefix ? '*' : ''}`;
};
