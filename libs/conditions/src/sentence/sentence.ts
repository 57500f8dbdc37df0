import { checkCondition } from '../check.ts';
import {
  conditionLimits,
  type Comparison,
  type Condition,
  type HappenedCondition,
  type Happening,
  type LinesCondition,
  type PurchasesCondition,
} from '../condition.ts';
import type { Context } from '../contexts.ts';
import { factOf, type Fact, type FactName } from '../facts.ts';
import { happeningOf } from '../happenings.ts';
import type { OperatorName } from '../operators/operators.ts';
import type { Leaf } from '../residual.ts';
import type { Language, Value } from '../values.ts';
import { cs } from './cs.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { valueInWords, type NameOf } from './values.ts';
import {
  closed,
  inParts,
  strong,
  type About,
  type Predicate,
  type SentencePart,
  type ValueInWords,
  type Wording,
} from './wording.ts';

const wordings: Readonly<Record<Language, Wording>> = { de, en, cs };

/**
 * Words a condition. About lines it is a phrase, 'goods of category Books'; otherwise clauses, 'total is at
 * least €50.00 and …'. Safe on any JSON: unknown parts are named and called unknown.
 */
export function toSentence(
  condition: Condition,
  context: Context,
  language: Language,
  nameOf: NameOf = () => undefined,
): SentencePart[] {
  const speaker = new Speaker(wordings[language], language, nameOf);
  return inParts(context === 'line' ? speaker.goods(condition) : speaker.clauses(condition, 'main'));
}

/** The same as clauses after a word like 'if'. */
export function toClauses(
  condition: Condition,
  language: Language,
  nameOf: NameOf = () => undefined,
): SentencePart[] {
  return inParts(new Speaker(wordings[language], language, nameOf).clauses(condition, 'clause'));
}

export function plainText(parts: readonly SentencePart[]): string {
  return parts.map(({ text }) => text).join('');
}

/** Operators whose goods have a short form: whether they name several values, of which one is enough. */
const anyOf: Readonly<Record<string, boolean | undefined>> = {
  is: false,
  'is-one-of': true,
  contains: false,
  'contains-any': true,
};

/** How clauses are used: alone, after a word like 'where', or about goods. */
type Place = 'main' | 'inner' | 'clause' | 'whose';

/** Where in the sentence a part of the condition appears. */
interface Position {
  readonly place: Place;
  /** Whether to word its opposite. */
  readonly not: boolean;
  /** Whether a list needs brackets. */
  readonly nested: boolean;
  /** Whether a day of the calendar must hold too: then a night is the begin and the end of this day. */
  readonly ofDay: boolean;
  readonly depth: number;
}

class Speaker {
  readonly #wording: Wording;
  readonly #language: Language;
  readonly #nameOf: NameOf;

  constructor(wording: Wording, language: Language, nameOf: NameOf) {
    this.#wording = wording;
    this.#language = language;
    this.#nameOf = nameOf;
  }

  clauses(condition: Condition, place: Place): string {
    return this.#node(condition, { place, not: false, nested: false, ofDay: false, depth: 1 });
  }

  goods(condition: Condition | undefined): string {
    const { goods, goodsOf, goodsThat } = this.#wording;
    if (condition === undefined) return goods;
    if (isObject(condition) && 'fact' in condition && hasWords(condition)) {
      const fact = factOf(condition.fact);
      const many = anyOf[condition.op];
      const of = many === undefined ? undefined : goodsOf[condition.fact];
      if (fact && of) {
        const words = this.#valueInWords(fact, condition.value);
        return of(many ? words.or : words.value);
      }
    }
    return goodsThat(this.clauses(condition, 'whose'), closed);
  }

  /** A `not` moves down to the comparisons (De Morgan) if they have words for it. */
  #node(condition: Condition, position: Position): string {
    if (!isObject(condition) || position.depth > conditionLimits.depth) return this.#unknown(condition);
    const deeper = { ...position, depth: position.depth + 1 };
    if ('not' in condition) return this.#node(condition.not, { ...deeper, not: !position.not });
    if ('all' in condition) return this.#joined(condition.all, !position.not, deeper);
    if ('any' in condition) return this.#joined(condition.any, position.not, deeper);
    if ('fact' in condition) return this.#comparison(condition, position);
    if ('lines' in condition) return this.#lines(condition, position);
    if ('happened' in condition) return this.#happened(condition, position);
    return 'purchases' in condition ? this.#purchases(condition, position) : this.#unknown(condition);
  }

  #joined(parts: unknown, all: boolean, position: Position): string {
    if (!Array.isArray(parts)) return this.#unknown(parts);
    const ofDay = position.ofDay || (all && parts.some((part) => asksDay(part)));
    const clauses = parts.map((part: Condition) => this.#node(part, { ...position, ofDay, nested: true }));
    const joined = clauses.join(all ? this.#wording.and : this.#wording.or);
    return position.nested && clauses.length > 1 ? `(${joined})` : joined;
  }

  #comparison(comparison: Comparison, { place, not, ofDay }: Position): string {
    const fact = factOf(comparison.fact);
    if (!fact || !hasWords(comparison)) return this.#unknown(comparison);
    const own = this.#own(comparison, fact, place, not);
    if (own !== null) return own;
    const name = this.#subject(fact.texts[this.#language], comparison.fact, place);
    const { key } = comparison;
    const subject = key === undefined ? name : this.#wording.keyed(name, strong(this.#key(fact, key)));
    const predicate = fact.predicate
      ? this.#wording.flag(fact.predicate[this.#language], not === (comparison.value === true))
      : this.#ofFact(comparison, fact, not, ofDay);
    const moment = place === 'clause' ? moments[comparison.fact] : undefined;
    return moment ? this.#wording[moment](predicate) : this.#wording[place](subject, predicate);
  }

  #key({ keys, keySource }: Fact, key: string): string {
    const texts = keys && Object.hasOwn(keys, key) ? keys[key] : undefined;
    return texts?.[this.#language] ?? (keySource && this.#nameOf(keySource, key)) ?? key;
  }

  /** In words that only this fact has; null if it has none. */
  #own({ fact: about, op, value }: Comparison, fact: Fact, place: Place, not: boolean): string | null {
    const { own, goodsOn } = this.#wording;
    const words = this.#valueInWords(fact, value);
    const on = place === 'whose' ? goodsOn[about] : undefined;
    if (on) return on(op === 'contains-all' ? words.and : words.or || words.value, not);
    const clause = own[about]?.[op as OperatorName]?.(words, not);
    return clause ? this.#wording[place](...clause) : null;
  }

  #ofFact({ fact: about, op, value }: Comparison, fact: Fact, not: boolean, ofDay: boolean): Predicate {
    if (fact.type === 'time') return this.#hours(this.#valueInWords(fact, value), not, ofDay);
    const own = about === 'member.birthday' ? this.#wording.birthday[op as OperatorName] : undefined;
    return own ? own(this.#valueInWords(fact, value), not) : this.#predicate(fact, op, value, not);
  }

  /** What is not between ten at night and two in the morning is between two and ten. */
  #hours({ from, to }: ValueInWords, not: boolean, ofDay: boolean): Predicate {
    const { between, outside } = this.#wording.hours;
    if (from < to) return between(from, to, not);
    if (not) return between(to, from, false);
    return ofDay ? outside(from, to) : between(from, to, false);
  }

  #lines(condition: LinesCondition, { place, not }: Position): string {
    if (!hasWords(condition)) return this.#unknown(condition);
    const { lines } = this.#wording;
    const goods = this.goods(condition.where);
    if (!('op' in condition)) {
      const [subject, predicate] = lines[condition.lines](goods, not);
      return this.#wording[place](subject, predicate);
    }
    const kind = { type: condition.lines === 'sum-amount' ? ('money' as const) : ('number' as const) };
    const predicate = this.#predicate(kind, condition.op, condition.value, not);
    const subject = this.#subject(lines[condition.lines](goods), condition.lines, place);
    return this.#wording[place](subject, predicate);
  }

  #purchases(condition: PurchasesCondition, { place, not }: Position): string {
    if (!hasWords(condition)) return this.#unknown(condition);
    const { purchases } = this.#wording;
    const { days } = condition;
    const period = days === null ? '' : days === 'this-month' ? purchases.thisMonth : purchases.days(days);
    const where =
      condition.where === undefined ? '' : purchases.where(this.clauses(condition.where, 'inner'), closed);
    const kind = { type: condition.purchases === 'sum' ? ('money' as const) : ('number' as const) };
    const predicate = this.#predicate(kind, condition.op, condition.value, not);
    const subject = this.#subject(purchases[condition.purchases], 'purchases', place);
    return this.#wording[place](`${subject}${period}${where}`, predicate);
  }

  #happened(condition: HappenedCondition, { place, not }: Position): string {
    const kind = happeningOf(condition.happened);
    if (!kind || !hasWords(condition)) return this.#unknown(condition);
    const { purchases, happened } = this.#wording;
    const period = purchases.days(condition.days);
    if ('op' in condition) {
      const named = `${kind.times[this.#language]}${this.#which(condition)}`;
      const predicate = this.#predicate({ type: 'number' }, condition.op, condition.value, not);
      return this.#wording[place](`${this.#subject(named, 'happened', place)}${period}`, predicate);
    }
    const first = `${this.#happening(condition)}${period}`;
    const { within } = condition;
    const clause =
      'then' in condition
        ? happened.then(first, this.#happening(condition.then), within, not)
        : happened.without(first, this.#happening(condition.without), within, not);
    return this.#wording[place](...clause);
  }

  /** In quotation marks, so that no language has to inflect it. */
  #happening(happening: Happening): string {
    const name = happeningOf(happening.happened)?.texts[this.#language] ?? happening.happened;
    return `${this.#wording.happened.quoted(name)}${this.#which(happening)}`;
  }

  /** Which ones it is narrowed to. */
  #which({ happened, of }: Happening): string {
    if (of === undefined) return '';
    return ` (${this.#valueInWords({ type: 'set', source: happeningOf(happened)?.source }, of).or})`;
  }

  /** With its article, if the clause is part of a longer sentence. */
  #subject(name: string, about: About, place: Place): string {
    return place === 'clause' || place === 'inner' ? this.#wording.definite(name, about) : name;
  }

  #predicate(
    kind: Pick<Fact, 'type' | 'choices' | 'source'>,
    op: string,
    value: Value | undefined,
    not: boolean,
  ): Predicate {
    const opposite = not && ['number', 'money'].includes(kind.type) ? opposites[op] : undefined;
    const words = this.#valueInWords(kind, value);
    return this.#wording.predicates[opposite ?? (op as OperatorName)](words, not && !opposite);
  }

  #valueInWords(kind: Pick<Fact, 'type' | 'choices' | 'source'>, value: Value | undefined) {
    return valueInWords(kind, value, this.#wording, this.#language, this.#nameOf);
  }

  #unknown(condition: unknown): string {
    return this.#wording.unknown(strong(rawText(condition)));
  }
}

/** What is not at least five is less than five. */
const opposites: Readonly<Record<string, OperatorName | undefined>> = {
  'at-least': 'less-than',
  'at-most': 'more-than',
  'more-than': 'at-most',
  'less-than': 'at-least',
};

/** Facts that a longer sentence says without a subject. */
const moments: Readonly<Partial<Record<FactName, 'it' | 'businessDay'>>> = {
  'moment.weekday': 'it',
  'moment.time': 'it',
  'moment.business-weekday': 'businessDay',
};

/** Whether the condition asks for a day that ends at midnight. */
function asksDay(condition: unknown, depth = 1): boolean {
  if (!isObject(condition) || depth > conditionLimits.depth) return false;
  if ('fact' in condition) return condition.fact === 'moment.weekday' || condition.fact === 'moment.date';
  const parts = Object.values(condition).flat();
  return (
    !('lines' in condition || 'purchases' in condition) && parts.some((part) => asksDay(part, depth + 1))
  );
}

/** Whether the node itself has words, whatever is below it. */
function hasWords(node: Leaf): boolean {
  if ('fact' in node) return checkCondition(node, contextOf(node)).length === 0;
  if ('happened' in node) return checkCondition(node, 'member').length === 0;
  const bare =
    'lines' in node && !('op' in node) ? { ...node, where: anything } : { ...node, where: undefined };
  const { where, ...rest } = bare;
  return (
    checkCondition(where === undefined ? rest : bare, 'lines' in node ? 'purchase' : 'member').length === 0
  );
}

const anything = { fact: 'line.kind', op: 'is', value: 'goods' } as const;

function contextOf({ fact }: Comparison): Context {
  const scope = factOf(fact)?.scope;
  if (scope === 'answer') return 'answers';
  if (scope === 'member') return 'member';
  return scope === 'line' || scope === 'event' ? scope : 'sale';
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** A raw comparison without punctuation: `line.colour is red`. */
function rawText(condition: unknown): string {
  try {
    const { fact, key, op, value, ...more } = Object(condition) as Record<string, unknown>;
    const isComparison = typeof fact === 'string' && Object.keys(more).length === 0;
    const parts = isComparison ? [fact, key, op, value] : [condition];
    const text = parts
      .filter((part) => part !== undefined)
      .map((part) => (typeof part === 'string' ? part : JSON.stringify(part)))
      .join(' ');
    return text.length > 200 ? `${text.slice(0, 200)}…` : text;
  } catch {
    // Too deep to be worded.
    return '…';
  }
}
