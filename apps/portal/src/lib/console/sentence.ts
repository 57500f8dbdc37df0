import type { Condition } from '@regulars/conditions';
import type { RuleContent } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale, type Locale } from '#lib/paraglide/runtime.js';
import { compact, money } from '#lib/ui/format.ts';

/** A stretch of the sentence; what the manager chose is strong. */
export interface Part {
  text: string;
  strong: boolean;
}

/** What the sentence tells of. Dates come written out, locations by name. */
export interface Told extends Pick<RuleContent, 'effect' | 'caps' | 'countsTowardsStatus'> {
  from: string | null;
  until: string | null;
  places: string[];
}

// Marks that no text of a club can hold: the API refuses control characters.
const open = '\u0002';
const close = '\u0003';
const strong = (text: string): string => `${open}${text}${close}`;

const inParts = (marked: string): Part[] =>
  marked
    .split(/(\u0002[^\u0003]*\u0003)/u)
    .filter(Boolean)
    .map((text) => ({ text: text.replaceAll(/[\u0002\u0003]/gu, ''), strong: text.startsWith(open) }));

type Wording = { locale: Locale };

const list = (parts: string[], type: 'conjunction' | 'disjunction', { locale }: Wording): string =>
  new Intl.ListFormat(locale, { type }).format(parts);

const kindNames = {
  goods: m.console_kind_goods,
  'gift-card': m.console_kind_gift_card,
  deposit: m.console_kind_deposit,
  service: m.console_kind_service,
};

const isKind = (value: string): value is keyof typeof kindNames => value in kindNames;
const kindName = (value: string, wording: Wording): string =>
  isKind(value) ? kindNames[value]({}, wording) : value;

type Leaf = Extract<Condition, { fact: string }>;

function valuesOf({ fact, value }: Leaf, wording: Wording): string {
  const values = (Array.isArray(value) ? value : [value]).map((one) =>
    fact === 'line.kind' ? kindName(one, wording) : one,
  );
  return list(values.map(strong), 'disjunction', wording);
}

/** 'whose category is Books' */
function clause(leaf: Leaf, negated: boolean, wording: Wording): string {
  const values = valuesOf(leaf, wording);
  switch (leaf.fact) {
    case 'line.brand':
      return (negated ? m.console_sentence_brand_not : m.console_sentence_brand)({ values }, wording);
    case 'line.sku':
      return (negated ? m.console_sentence_sku_not : m.console_sentence_sku)({ values }, wording);
    case 'line.kind':
      return (negated ? m.console_sentence_kind_not : m.console_sentence_kind)({ values }, wording);
    default:
      return (negated ? m.console_sentence_category_not : m.console_sentence_category)({ values }, wording);
  }
}

function clauses(condition: Condition, negated: boolean, nested: boolean, wording: Wording): string {
  if ('not' in condition) return clauses(condition.not, !negated, nested, wording);
  if ('fact' in condition) return clause(condition, negated, wording);
  const [parts, all] = 'all' in condition ? [condition.all, !negated] : [condition.any, negated];
  const said = parts.map((part) => clauses(part, negated, true, wording));
  const joined = said.join(all ? m.console_sentence_and({}, wording) : m.console_sentence_or({}, wording));
  return nested && parts.length > 1 ? `(${joined})` : joined;
}

/** 'goods of category Books', or for more than one condition 'goods whose category is Books and whose …'. */
function goods(condition: Condition, wording: Wording): string {
  if ('fact' in condition && condition.fact === 'line.category')
    return m.console_sentence_of_category({ values: valuesOf(condition, wording) }, wording);
  if ('fact' in condition && condition.fact === 'line.brand')
    return m.console_sentence_of_brand({ values: valuesOf(condition, wording) }, wording);
  return m.console_sentence_goods({ clauses: clauses(condition, false, false, wording) }, wording);
}

function timesText(times: number, wording: Wording): string {
  if (times === 2) return m.console_sentence_double({}, wording);
  if (times === 3) return m.console_sentence_triple({}, wording);
  return m.console_sentence_times({ times: compact(times, wording.locale) }, wording);
}

const capNames = {
  purchase: m.console_cap_purchase,
  day: m.console_cap_day,
  month: m.console_cap_month,
  member: m.console_cap_member,
};

function capsText(caps: Told['caps'], wording: Wording): string {
  if (caps.length === 0) return '';
  const said = caps.map(({ per, points }) =>
    strong(`${m.common_points({ count: points }, wording)} ${capNames[per]({}, wording)}`),
  );
  return m.console_sentence_caps({ caps: list(said, 'conjunction', wording) }, wording);
}

function datesText({ from, until }: Told, wording: Wording): string {
  if (from && until) return m.console_sentence_between({ from: strong(from), until: strong(until) }, wording);
  if (from) return m.console_sentence_from({ from: strong(from) }, wording);
  return until ? m.console_sentence_until({ until: strong(until) }, wording) : '';
}

/** The rule as the reader would say it, in parts so that the page can set off what was chosen. */
export function sentenceOf(told: Told, locale: Locale = getLocale()): Part[] {
  const wording = { locale };
  const { effect, places, caps } = told;
  const where =
    places.length > 0
      ? m.console_sentence_where({ places: list(places.map(strong), 'disjunction', wording) }, wording)
      : '';
  const limits = `${capsText(caps, wording)}${datesText(told, wording)}`;
  const rates = (): string[] =>
    effect.kind === 'points-per-money'
      ? effect.rates.map(({ points, per, currency }) =>
          strong(m.console_sentence_rate({ count: points, money: money(per, currency, locale) }, wording)),
        )
      : [];
  const main =
    effect.kind === 'points-per-money'
      ? m.console_sentence_money({ rates: list(rates(), 'conjunction', wording), where, limits }, wording)
      : m.console_sentence_multiplier(
          {
            times: strong(timesText(effect.times, wording)),
            goods: goods(effect.where, wording),
            where,
            limits,
          },
          wording,
        );
  return inParts(told.countsTowardsStatus ? main : `${main} ${m.console_sentence_no_status({}, wording)}`);
}

export const plainSentence = (told: Told, locale?: Locale): string =>
  sentenceOf(told, locale)
    .map((part) => part.text)
    .join('');
