/** Of nicknames, which may have spaces. */
const longestName = 30;
/** More of them in one text are not looked up, so that nobody makes us search for thousands. */
const mostSigns = 40;

/** A nickname that is mentioned, with its place in the text; the sign `@` is part of it. */
export interface Mention {
  readonly nickname: string;
  readonly start: number;
  readonly end: number;
}

// Not the sign in an e-mail address, nor that of `@@name`.
const sign = /(?<![\p{L}\p{M}\d@.-]|[\p{L}\d]_)@(?=[\p{L}\d])/gu;
const partOfWord = /[\p{L}\p{M}\d]/u;

/** The same for names that differ in case only. */
const keyOf = (name: string): string => name.normalize('NFC').toLowerCase();

/** What could be a nickname after each sign, the longest first. A name ends where a word ends, or with its full stop. */
const candidates = (text: string, at: number): string[] => {
  const rest = text.slice(at, at + longestName + 1);
  const line = /^[^\r\n@]*/u.exec(rest)?.[0] ?? '';
  const ends: string[] = [];
  for (let end = Math.min(line.length, longestName); end >= 3; end--) {
    const name = line.slice(0, end);
    const isCut = partOfWord.test(name.at(-1) ?? '') && partOfWord.test(rest.charAt(end));
    if (!isCut && name.trimEnd() === name) ends.push(name);
  }
  return ends;
};

const signsIn = (text: string): number[] =>
  [...text.matchAll(sign)].slice(0, mostSigns).map(({ index }) => index + 1);

/** Every name in small letters that a text may mention, for one question about who they are. */
export const namesToLookUp = (text: string): string[] => [
  ...new Set(signsIn(text).flatMap((at) => candidates(text, at).map((name) => keyOf(name)))),
];

/** The nicknames that a text mentions. The longest one counts: `@Jana K.` is not Jana if there is a Jana K. */
export const mentionsIn = (text: string, nicknames: Iterable<string>): Mention[] => {
  const known = new Map([...nicknames].map((nickname) => [keyOf(nickname), nickname]));
  return signsIn(text).flatMap((at) => {
    const name = candidates(text, at).find((candidate) => known.has(keyOf(candidate)));
    const nickname = name === undefined ? undefined : known.get(keyOf(name));
    return name === undefined || nickname === undefined
      ? []
      : [{ nickname, start: at - 1, end: at + name.length }];
  });
};
