type Bind = (value: unknown) => string;

/** What someone typed to find members. */
export interface Typed {
  /** Each word must begin a name, the e-mail or the external id. */
  readonly words: readonly string[];
  /** Members whose phone begins with these digits match too. */
  readonly phone?: string;
  /** Members who match whatever the words say, such as a card holder. */
  readonly ids: readonly string[];
}

/** Nothing but a name: neither a number nor an address. */
const isName = (word: string): boolean => /^[\p{L}\p{M}'’-]+$/u.test(word);

/**
 * SQL that tests whether a member `m` fits what was typed. Each test has an index of its own, so that PostgreSQL chooses between
 * them and the order of the list by how many members fit.
 */
export const fits = (typed: Typed, bind: Bind): string => `(${testsOf(typed, bind).join(' or ')})`;

/** The same, test by test: any of them is enough. */
export const testsOf = ({ words, phone, ids }: Typed, bind: Bind): string[] => {
  const each = words.map((word) => wordTests(word, words.length === 1, bind));
  return [
    ...(each.length > 1 ? [each.map((tests) => `(${tests.join(' or ')})`).join(' and ')] : each.flat()),
    ...(phone === undefined ? [] : phoneTests(phone, bind)),
    ...(ids.length > 0 ? [`m.id = any(${bind(ids)})`] : []),
  ];
};

/** The same; those who fit are looked for first, whatever PostgreSQL guesses about their number. */
export const fitsFirst = (typed: Typed, bind: Bind): string =>
  `m.id = any(array(select m.id from members m where ${fits(typed, bind)}))`;

/** Whether a number, an address or a part of one was typed, and not only names. */
export const isMoreThanNames = ({ words }: Typed): boolean => words.some((word) => !isName(word));

const wordTests = (word: string, isAlone: boolean, bind: Bind): string[] => {
  const typed = `${bind(word.replaceAll(/[\\%_]/g, '\\$&'))}::text`;
  // Words of `search` follow a space each.
  const ofName = `m.search like '% ' || member_search_text(${typed}) || '%'`;
  if (isName(word) && !isAlone) return [ofName];
  // The domain of an address has no index.
  if (/^@./u.test(word)) return [`lower(m.email) like '%' || lower(${typed}) || '%'`];
  const others = ['email', 'external_id'].map((column) => `lower(m.${column}) like lower(${typed}) || '%'`);
  return [ofName, ...others];
};

/** With or without the code of the country, which a caller may leave out together with a zero. */
const phoneTests = (digits: string, bind: Bind): string[] => {
  const typed = `${bind(digits)}::text`;
  return [
    `m.phone like '+' || ${typed} || '%'`,
    `phone_without_country(m.phone) like ${typed} || '%'`,
    `phone_without_country(m.phone) like '0' || ${typed} || '%'`,
  ];
};
