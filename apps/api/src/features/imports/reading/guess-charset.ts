import { isKnownColumn } from './spellings.ts';
import { startAsText, type Encoding } from './charsets.ts';
import { costIn, languages, usualSigns } from './letters.ts';

/** How a file reads in one encoding. */
export interface CharsetReading {
  readonly encoding: Encoding;
  /** Some cells with letters that ASCII lacks. */
  readonly sample: readonly string[];
}

/** A file that is not Unicode is read in one of these. If two read the same, the first one is taken. */
const ofOneByte: readonly Encoding[] = [
  'windows-1252',
  'windows-1250',
  'iso-8859-2',
  'cp850',
  'cp852',
  'mac-ce',
];
/** The same order for Czech and its neighbours: later lines may have letters that the first ones lack. */
const ofOneByteInTheEast: readonly Encoding[] = [
  'windows-1250',
  'iso-8859-2',
  'cp852',
  'mac-ce',
  'windows-1252',
  'cp850',
];
const easternLetters = /[čďěľĺňřšťůž]/iu;

/** A reading that costs this much more than the best one is wrong. */
const certainty = 3;
/** Per letter: even the best reading is not good above it. */
const mostPerLetter = 2.5;
/** A word that is not in the main language of the file. */
const foreignWord = 3;
const cellsShown = 4;
const cellsRead = 3000;
const longestSample = 40;

/**
 * The likely encodings of the start of a file, the best first, each with what differs. A single one is certain; it has
 * a sample only if the file has letters beyond ASCII.
 */
export const likelyCharsets = (start: Buffer): CharsetReading[] => {
  const wide = wideEncoding(start);
  if (wide !== null) return [certain(start, wide)];
  if (isUtf8(start)) return [certain(start, 'utf-8')];
  const cells = cellsBeyondAscii(start);
  const read = ofOneByte.map((encoding) => readingOf(cells, encoding));
  const east = best(read).texts.some((text) => easternLetters.test(text));
  const order = east ? ofOneByteInTheEast : ofOneByte;
  const sorted = read.sort(
    (left, right) => left.cost - right.cost || order.indexOf(left.encoding) - order.indexOf(right.encoding),
  );
  const different = sorted.filter(
    ({ texts }, at) => sorted.findIndex((other) => sameTexts(other.texts, texts)) === at,
  );
  const [first = best(sorted), ...others] = different;
  const rivals = others.filter(({ cost }) => cost - first.cost < certainty);
  // Nothing reads well: all that is readable is offered.
  const poor = first.cost > first.letters * mostPerLetter;
  const offered = rivals.length > 0 || !poor ? [first, ...rivals] : different.slice(0, 3);
  const differing = cells.flatMap((_, at) =>
    offered.some(({ texts }) => texts[at] !== first.texts[at]) ? [at] : [],
  );
  const shown = (differing.length > 0 ? differing : cells.map((_, at) => at)).slice(0, cellsShown);
  return offered.map(({ encoding, texts }) => ({
    encoding,
    sample: shown.map((at) => (texts[at] ?? '').slice(0, longestSample)),
  }));
};

interface Read {
  readonly encoding: Encoding;
  readonly texts: readonly string[];
  readonly cost: number;
  readonly letters: number;
}

const best = (read: readonly Read[]): Read =>
  read.reduce((least, next) => (next.cost < least.cost ? next : least));

const sameTexts = (left: readonly string[], right: readonly string[]): boolean =>
  left.every((text, at) => text === right[at]);

/** How some cells read. For a file whose encoding is known or chosen. */
export const sampleOf = (start: Buffer, encoding: Encoding): string[] =>
  cellsOf(startAsText(start.subarray(0, mostRead), encoding))
    .filter((cell) => /[^\p{ASCII}]/u.test(cell))
    .slice(0, cellsShown)
    .map((cell) => cell.slice(0, longestSample));

const certain = (start: Buffer, encoding: Encoding): CharsetReading => ({
  encoding,
  sample: sampleOf(start, encoding),
});

/** By its byte order mark or its zeros: western text in two bytes has one in every second byte. */
const wideEncoding = (start: Buffer): Encoding | null => {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be';
  const seen = start.subarray(0, 200);
  const zerosFrom = (first: 0 | 1): number =>
    seen.filter((byte, at) => at % 2 === first && byte === 0).length;
  const half = seen.length / 2;
  if (half <= 4) return null;
  const [even, odd] = [zerosFrom(0) / half, zerosFrom(1) / half];
  if (odd > 0.7 && even < 0.2) return 'utf-16le';
  return even > 0.7 && odd < 0.2 ? 'utf-16be' : null;
};

const isUtf8 = (start: Buffer): boolean => {
  try {
    // The start may end within a character.
    new TextDecoder('utf-8', { fatal: true }).decode(start, { stream: true });
    return true;
  } catch {
    return false;
  }
};

/** Enough of a file to see how its letters read. */
const mostRead = 500_000;

/** From the line with the first byte beyond ASCII. */
const whereItCounts = (start: Buffer): Buffer => {
  const first = start.findIndex((byte) => byte >= 0x80);
  const from = Math.max(0, start.lastIndexOf(0x0a, first));
  return start.subarray(from, from + mostRead);
};

const cellsOf = (text: string): string[] => [
  ...new Set(text.split(/[\r\n;,\t|"]+/u).map((cell) => cell.trim())),
];

/** Different cells with bytes beyond ASCII. All these encodings extend ASCII, so the cuts are the same in each. */
const cellsBeyondAscii = (start: Buffer): Buffer[] =>
  cellsOf(whereItCounts(start).toString('latin1'))
    .filter((cell) => /[^\p{ASCII}]/u.test(cell))
    .slice(0, cellsRead)
    .map((cell) => Buffer.from(cell, 'latin1'));

const readingOf = (cells: readonly Buffer[], encoding: Encoding): Read => {
  const texts = cells.map((cell) => startAsText(cell, encoding));
  const words = texts.flatMap((text) => text.match(/[\p{L}\p{M}]*[^\p{ASCII}][^\s\p{P}]*/gu) ?? []);
  const signs = texts.reduce((sum, text) => sum + costOfSigns(text), 0);
  const known = texts.filter(isKnownColumn).length;
  const letters = texts.join('').replaceAll(/\p{ASCII}/gu, '').length;
  return { encoding, texts, letters, cost: signs + costOfWords(words) - 2 * known * certainty };
};

/** What a customer's file has never, what a word never has within, and letters in a strange place. */
const costOfSigns = (text: string): number => {
  const broken = text.match(/[\p{Cc}\uFFFD]/gu)?.length ?? 0;
  const strange = [...text].filter(
    (sign) => /[^\p{ASCII}\p{L}\p{M}\p{Cc}\uFFFD]/u.test(sign) && !usualSigns.includes(sign),
  ).length;
  const within = text.match(/(?<=\p{L})(?:(?!’)[^\p{ASCII}\p{L}\p{M}])(?=\p{L})/gu)?.length ?? 0;
  const before = text.match(/[^\p{ASCII}\p{L}\p{M}\p{Cc}„“”‚‘’–—€£§\u00a0](?=\p{L})/gu)?.length ?? 0;
  const large = text.match(
    /(?<=\p{Ll})[\p{Lu}--\p{ASCII}]|(?<=\p{L})[\p{Lu}--\p{ASCII}](?=\p{Ll})|(?<=\p{Lu}\p{Lu})[\p{Ll}--\p{ASCII}](?=\p{Lu})|(?<!\p{L})[\p{Ll}--\p{ASCII}](?=\p{Lu}\p{Lu})/gv,
  );
  const alone = text.match(/(?<![\p{L}\p{M}])[\p{L}--\p{ASCII}--[àÀáÁíÍóÓúÚéÉ]](?![\p{L}\p{M}])/gv);
  return (
    100 * broken + 6 * (strange + within) + 4 * before + 5 * (large?.length ?? 0) + 4 * (alone?.length ?? 0)
  );
};

/** A file has one main language; words of others cost a little. */
const costOfWords = (words: readonly string[]): number => {
  const costs = words.map((word) => {
    const letters = word.match(/[\p{L}--\p{ASCII}]/gv) ?? [];
    return languages.map((language) => letters.reduce((sum, letter) => sum + costIn(language, letter), 0));
  });
  const totals = languages.map(({ far }, at) =>
    costs.reduce((sum, word) => {
      const foreign = Math.min(...word.map((cost, other) => cost + (languages[other]?.far ?? 0)));
      return sum + Math.min(word[at] ?? 0, foreign + foreignWord);
    }, far),
  );
  return words.length === 0 ? 0 : Math.min(...totals);
};
