import { getLocale } from '#lib/paraglide/runtime.js';

const tags: Record<string, string> = { de: 'de-DE', en: 'en-GB', cs: 'cs-CZ' };

const kept = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

function numbers(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `n${locale}${JSON.stringify(options)}`;
  const known = kept.get(key);
  if (known instanceof Intl.NumberFormat) return known;
  const made = new Intl.NumberFormat(tags[locale] ?? locale, { useGrouping: 'always', ...options });
  kept.set(key, made);
  return made;
}

function dates(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `d${locale}${JSON.stringify(options)}`;
  const known = kept.get(key);
  if (known instanceof Intl.DateTimeFormat) return known;
  const made = new Intl.DateTimeFormat(tags[locale] ?? locale, options);
  kept.set(key, made);
  return made;
}

const fractionDigits = (currency: string): number =>
  numbers('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;

/** `amount` in minor units (cents). 1780, EUR → '17,80 €' */
export const money = (amount: number, currency: string, locale: string = getLocale()): string =>
  numbers(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    // Crowns are written without hellers if there are none: 389 Kč.
    trailingZeroDisplay: currency === 'CZK' ? 'stripIfInteger' : 'auto',
  })
    .format(amount / 10 ** fractionDigits(currency))
    .replace('-', '−');

/** `amount` in minor units without the currency: 1780, EUR → '17,80' */
export function decimals(amount: number, currency: string, locale: string = getLocale()): string {
  const digits = fractionDigits(currency);
  return numbers(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(
    amount / 10 ** digits,
  );
}

/** Between groups of three digits. To set up a number format takes a slow phone tens of milliseconds. */
const groupMarks: Record<string, string> = { de: '.', en: ',', cs: '\u00a0' };

/** A whole number: 1284 → '1.284' */
export function count(value: number, locale: string = getLocale()): string {
  const mark = groupMarks[locale];
  if (mark === undefined || !Number.isSafeInteger(value))
    return numbers(locale, { maximumFractionDigits: 0 }).format(value);
  return String(value).replaceAll(/\B(?=(?:\d{3})+$)/gu, mark);
}

/** A decimal text without loss of precision: '0.0397' → '0,0397' */
export const decimal = (value: string, locale: string = getLocale()): string =>
  numbers(locale, { maximumFractionDigits: 20 }).format(value as Intl.StringNumericLiteral);

/** How long to wait, in whole seconds or, from two minutes on, minutes: 42 → '42 Sekunden' */
export const wait = (seconds: number, locale: string = getLocale()): string => {
  const inMinutes = seconds >= 120;
  const unit = inMinutes ? 'minute' : 'second';
  return numbers(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(
    Math.max(1, Math.ceil(inMinutes ? seconds / 60 : seconds)),
  );
};

/** With its sign: 35 → '+35', -5 → '−5' */
export const signed = (value: number, locale: string = getLocale()): string => {
  const sign = value < 0 ? '−' : '+';
  return `${value === 0 ? '' : sign}${count(Math.abs(value), locale)}`;
};

/**
 * Short, for axes: 61000 → '61k'. Not Intl's compact notation, because German and Czech leave thousands as they
 * are.
 */
export function compact(value: number, locale: string = getLocale()): string {
  const short = (part: number): string => numbers(locale, { maximumFractionDigits: 1 }).format(part);
  if (Math.abs(value) >= 1_000_000) return `${short(value / 1_000_000)}M`;
  return Math.abs(value) >= 1000 ? `${short(value / 1000)}k` : short(value);
}

/** `share` from 0 to 1: 0.672 → '67,2 %' */
export const percent = (share: number, digits = 1, locale: string = getLocale()): string =>
  numbers(locale, { style: 'percent', maximumFractionDigits: digits }).format(share);

/** 'a, b and c'; '' for nothing */
export const listed = (parts: readonly string[], locale: string = getLocale()): string =>
  new Intl.ListFormat(locale, { type: 'conjunction' }).format(parts);

/** A number stays beside its unit: 'House blend 250 g' */
export const unbroken = (text: string): string =>
  text.replaceAll(/(?<=\d) (?=(?:[km]?g|[cm]?l|[cm]?m|ks|×|€|Kč)(?!\p{L}))|(?<=×) (?=\d)/gu, '\u00a0');

/** A Czech word of one letter stays beside the next, as in our own texts (`messages/plugin.js`). */
export const besideNext = (text: string, language: string = getLocale()): string =>
  language === 'cs' ? text.replaceAll(/(?<=^|[\s(„])([ksvzouai]) (?=\S)/giu, '$1\u00a0') : text;

type Instant = Date | string | number;
type Precision =
  'date' | 'calendar' | 'day-of-year' | 'day' | 'figures' | 'month' | 'time' | 'short' | 'moment' | 'full';

const precisions: Record<Precision, Intl.DateTimeFormatOptions> = {
  date: { day: 'numeric', month: 'long', year: 'numeric' },
  /** In tables: as short as a date with its year can be. */
  calendar: { day: 'numeric', month: 'short', year: 'numeric' },
  /** A day that comes every year. */
  'day-of-year': { day: 'numeric', month: 'long' },
  day: { day: 'numeric', month: 'short' },
  /** Where a name of a month has no room. */
  figures: { day: 'numeric', month: 'numeric' },
  month: { month: 'long', year: 'numeric' },
  time: { hour: '2-digit', minute: '2-digit' },
  short: { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
  moment: { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
  full: {
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  },
};

/** `timeZone` is the club's; without it server and browser may disagree. The day stays beside its month. */
export const dateTime = (
  value: Instant,
  precision: Precision = 'date',
  timeZone?: string,
  locale: string = getLocale(),
): string =>
  dates(locale, { ...precisions[precision], ...(timeZone ? { timeZone } : {}) })
    .formatToParts(new Date(value))
    .map(({ value: text }, at, parts) =>
      parts[at - 1]?.type === 'day' && parts[at + 1]?.type === 'month'
        ? text.replaceAll(' ', '\u00a0')
        : text,
    )
    .join('');

const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

/** 'vor 3 Tagen', 'tomorrow'; under a minute 'now'. */
export function relative(value: Instant, now: Instant = Date.now(), locale: string = getLocale()): string {
  const seconds = (new Date(value).getTime() - new Date(now).getTime()) / 1000;
  const words = new Intl.RelativeTimeFormat(tags[locale] ?? locale, { numeric: 'auto' });
  const unit = units.find(([, size]) => Math.abs(seconds) >= size);
  return unit ? words.format(Math.trunc(seconds / unit[1]), unit[0]) : words.format(0, 'second');
}
