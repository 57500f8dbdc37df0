import type { FactName } from '../facts.ts';
import type { OperatorName } from '../operators/operators.ts';

/** A verb and its complement: 'is' and 'at least €5.00'. Each language orders them differently. */
export type Predicate = readonly [verb: string, rest: string];

/** The subject of a clause: a fact, or a figure of lines, of purchases or of what happened. */
export type About = FactName | 'count' | 'sum-quantity' | 'sum-amount' | 'purchases' | 'happened';

/** The words for the value of a comparison. Missing parts are empty. */
export interface ValueInWords {
  readonly value: string;
  /** Several values: 'A or B', 'A and B'. */
  readonly or: string;
  readonly and: string;
  readonly from: string;
  readonly to: string;
  readonly days: number;
}

export type Clause = readonly [subject: string, predicate: Predicate];
export type Own = Partial<Record<OperatorName, (value: ValueInWords, not: boolean) => Clause>>;

/** What a language needs to word every condition. An operator without words does not compile. */
export interface Wording {
  /** For numbers, money and dates. */
  readonly locale: string;
  readonly and: string;
  readonly or: string;
  readonly predicates: Readonly<Record<OperatorName, (value: ValueInWords, not: boolean) => Predicate>>;
  /** People say it of a birthday in other words than of other dates. */
  readonly birthday: Partial<Wording['predicates']>;
  /** Facts that people do not say as subject and value: 'the member has the tag …', with its article. */
  readonly own: Readonly<Partial<Record<FactName, Own>>>;
  /** 'is' or 'is not' with the predicate of a flag. */
  readonly flag: (predicate: string, not: boolean) => Predicate;
  readonly hours: {
    readonly between: (from: string, to: string, not: boolean) => Predicate;
    /** The begin and the end of one day: before `to` or after `from`. */
    readonly outside: (from: string, to: string) => Predicate;
  };
  /** A weekday or an hour in a longer sentence: 'it is Thursday'. */
  readonly it: (predicate: Predicate) => string;
  readonly businessDay: (predicate: Predicate) => string;
  /** A clause of its own. */
  readonly main: (subject: string, predicate: Predicate) => string;
  /** The same after a word like 'where'. Its subject is `definite`. */
  readonly inner: (subject: string, predicate: Predicate) => string;
  /** The same in a longer sentence, after a word like 'if'. Its subject is `definite`. */
  readonly clause: (subject: string, predicate: Predicate) => string;
  /** The subject with its article: 'the total'. */
  readonly definite: (subject: string, about: About) => string;
  /** The same about goods: 'whose category is …'. */
  readonly whose: (subject: string, predicate: Predicate) => string;
  readonly goods: string;
  /** A single comparison as an attribute: 'goods of category Books'. */
  readonly goodsOf: Readonly<Partial<Record<FactName, (values: string) => string>>>;
  /** The same in a list of clauses, with its opposite. */
  readonly goodsOn: Readonly<Partial<Record<FactName, (values: string, not: boolean) => string>>>;
  /** With the clauses that `whose` made. `closed` ends them where more follows. */
  readonly goodsThat: (clauses: string, closed: string) => string;
  readonly lines: {
    readonly any: (goods: string, not: boolean) => Clause;
    readonly all: (goods: string, not: boolean) => Clause;
    /** The subject of a clause, for each of these. */
    readonly count: (goods: string) => string;
    readonly 'sum-quantity': (goods: string) => string;
    readonly 'sum-amount': (goods: string) => string;
  };
  readonly purchases: {
    readonly count: string;
    readonly visits: string;
    readonly sum: string;
    readonly days: (days: number) => string;
    readonly thisMonth: string;
    readonly where: (clauses: string, closed: string) => string;
  };
  /** One thing came after another; `first` has its days. */
  readonly happened: {
    readonly quoted: (name: string) => string;
    readonly then: (first: string, next: string, within: number, not: boolean) => Clause;
    readonly without: (first: string, next: string, within: number, not: boolean) => Clause;
  };
  readonly keyed: (subject: string, key: string) => string;
  readonly unknown: (what: string) => string;
}

// Marks that no club text contains, because the API refuses control characters.
const open = '\u0002';
const close = '\u0003';
/** Ends a relative clause: a comma if more follows. */
export const closed = '\u0004';

/** The chosen value, to be emphasised. */
export const strong = (text: string): string => `${open}${text.replaceAll(/[\u0002-\u0004]/g, '')}${close}`;

/** A part of a sentence; chosen values are strong. */
export interface SentencePart {
  readonly text: string;
  readonly strong: boolean;
}

export function inParts(marked: string): SentencePart[] {
  return marked
    .replaceAll(/\u0004(?=$|[,.)\u0004])/g, '')
    .replaceAll('\u0004', ',')
    .split(/(\u0002[^\u0003]*\u0003)/)
    .filter(Boolean)
    .map((text) => ({ text: text.replaceAll(/[\u0002\u0003]/g, ''), strong: text.startsWith(open) }));
}
