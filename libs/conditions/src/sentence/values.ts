import type { Fact, Source } from '../facts.ts';
import { isMoney } from '../money.ts';
import type { Language, Value } from '../values.ts';
import { strong, type ValueInWords, type Wording } from './wording.ts';

/** The name of a resource, by the source of the value; undefined shows the value itself. */
export type NameOf = (source: Source, value: string) => string | undefined;

type Kind = Pick<Fact, 'type' | 'choices' | 'source'>;

/** The words for the value of a comparison. A value of the wrong type is shown as it is. */
export function valueInWords(
  kind: Kind,
  value: Value | undefined,
  wording: Wording,
  language: Language,
  nameOf: NameOf,
): ValueInWords {
  const one = (part: unknown): string => strong(written(kind, part, wording, language, nameOf));
  const many = Array.isArray(value) ? value.map(one) : [];
  const range = isRange(value) ? value : null;
  const inCurrency = (amount: unknown): unknown =>
    range && 'currency' in range ? { amount, currency: range.currency } : amount;
  return {
    value: one(value),
    or: listed(many, 'disjunction', wording),
    and: listed(many, 'conjunction', wording),
    from: range ? one(inCurrency(range.from)) : '',
    to: range ? one(inCurrency(range.to)) : '',
    days: typeof value === 'number' ? value : 0,
  };
}

function written(kind: Kind, value: unknown, wording: Wording, language: Language, nameOf: NameOf): string {
  if (isMoney(value)) return moneyText(value.amount, value.currency, wording.locale);
  if (typeof value === 'number')
    return new Intl.NumberFormat(wording.locale, { maximumFractionDigits: 3, useGrouping: 'always' }).format(
      value,
    );
  if (typeof value !== 'string') return value === undefined ? '' : JSON.stringify(value);
  if (kind.type === 'date') return dateText(value, wording.locale);
  const choice = kind.choices && Object.hasOwn(kind.choices, value) ? kind.choices[value] : undefined;
  return choice?.[language] ?? (kind.source && nameOf(kind.source, value)) ?? value;
}

function listed(parts: readonly string[], type: 'conjunction' | 'disjunction', { locale }: Wording): string {
  return new Intl.ListFormat(locale, { type }).format(parts);
}

function moneyText(amount: number, currency: string, locale: string): string {
  try {
    const format = new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
      // Crowns are written without hellers where there are none: 389 Kč.
      trailingZeroDisplay: currency === 'CZK' ? 'stripIfInteger' : 'auto',
    });
    const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
    return format.format(amount / 10 ** digits);
  } catch {
    return `${amount} ${currency}`;
  }
}

function dateText(date: string, locale: string): string {
  const at = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(at.getTime())) return date;
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(at);
}

function isRange(value: unknown): value is { from: unknown; to: unknown; currency?: string } {
  return typeof value === 'object' && value !== null && 'from' in value && 'to' in value;
}
