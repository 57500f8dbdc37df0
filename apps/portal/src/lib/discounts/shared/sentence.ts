import { toSentence } from '@regulars/conditions';
import type { Coupon } from '@regulars/contracts';
import { inParts, list, marked, strong, type Part, type Wording } from '#lib/earning/shared/wording.ts';
import { m } from '#lib/paraglide/messages.js';
import { besideNext, dateTime } from '#lib/ui/format.ts';
import { channelNames } from './channels.ts';
import { amountsText } from '#lib/shell/amounts-text.ts';
import { nthText, offText } from './off-text.ts';
import { weekdayName } from './weekday.ts';

/** What a sentence tells of a coupon; times as the fields of its editor take them, in the club's zone. */
export type ToldDiscount = Pick<
  Coupon,
  | 'on'
  | 'nth'
  | 'atMost'
  | 'minimumSpend'
  | 'budget'
  | 'exclusive'
  | 'category'
  | 'weekdays'
  | 'hours'
  | 'locations'
  | 'channels'
  | 'limits'
> & {
  /** Null while it is not filled in. */
  readonly effect: Coupon['effect'] | null;
  /** '2026-11-22T10:00' */
  readonly from: string;
  /** '2026-11-22', or with a time. */
  readonly lastDay: string;
};

export interface DiscountWording extends Wording {
  readonly placeName: (id: string) => string;
  /** Of a category of discounts; undefined if it was removed. Absent for members, who know no categories. */
  readonly categoryName?: (id: string) => string | undefined;
}

/** The longest list of places that a sentence names. */
const mostPlaces = 3;

/** A coupon in words: '20% off goods of category Coffee, at most €4.00, each member once.' */
export function discountSentence(told: ToldDiscount, wording: DiscountWording): Part[] {
  if (told.effect === null) return [{ text: m.coupons_sentence_open({}, wording), strong: false }];
  const off = strong(offText(told.effect, wording.locale)) + linesText(told.on, wording);
  const pieces = nthText(told.nth, wording.locale);
  const clauses = [
    off,
    ...(pieces ? [strong(pieces)] : []),
    ...moneyClauses(told, wording),
    ...timeClauses(told, wording),
  ];
  const said = [...clauses, ...placeClauses(told, wording), ...limitClauses(told, wording)].join(', ');
  const first = said.replace(/^\u0002?\p{L}/u, (letter) => letter.toLocaleUpperCase(wording.locale));
  return inParts(`${besideNext(first, wording.locale)}.`);
}

function linesText({ where, except }: Coupon['on'], wording: Wording): string {
  const condition = where ?? except;
  if (!condition) return '';
  const goods = marked(toSentence(condition, 'line', wording.locale, wording.nameOf));
  return where ? m.coupons_sentence_on({ goods }, wording) : m.coupons_sentence_except({ goods }, wording);
}

type Clauses = (told: ToldDiscount, wording: DiscountWording) => string[];

const moneyClauses: Clauses = ({ atMost, minimumSpend }, wording) => {
  const amount = (amounts: NonNullable<Coupon['atMost']>): { amount: string } => ({
    amount: strong(amountsText(amounts, wording.locale)),
  });
  const minimum =
    minimumSpend?.of === 'chosen' ? m.coupons_sentence_minimum_chosen : m.coupons_sentence_minimum;
  return [
    ...(atMost ? [m.coupons_sentence_at_most(amount(atMost), wording)] : []),
    ...(minimumSpend ? [minimum(amount(minimumSpend.amounts), wording)] : []),
  ];
};

const withTime = { date: 'moment', day: 'short' } as const;

/** As typed, in no zone; null for what is not a date. */
export const typedMoment = (
  typed: string,
  locale: string,
  precision: 'date' | 'day' = 'date',
): string | null => {
  const instant = `${typed.slice(0, 10)}T${typed.slice(11) || '00:00'}:00Z`;
  if (Number.isNaN(Date.parse(instant))) return null;
  return dateTime(instant, typed.includes('T') ? withTime[precision] : precision, 'UTC', locale);
};

const timeClauses: Clauses = ({ from, lastDay, weekdays, hours }, wording) => {
  const { locale } = wording;
  const days = weekdays?.map((day) => weekdayName(day, locale)) ?? [];
  const [begin, end] = [typedMoment(from, locale), typedMoment(lastDay, locale)];
  return [
    ...(begin !== null ? [m.coupons_sentence_from({ date: strong(begin) }, wording)] : []),
    ...(end !== null ? [m.coupons_sentence_until({ date: strong(end) }, wording)] : []),
    ...(weekdays
      ? [m.coupons_sentence_weekdays({ days: strong(list(days, 'conjunction', wording)) }, wording)]
      : []),
    ...(hours ? [hoursText(hours)({ from: strong(hours.from), until: strong(hours.until) }, wording)] : []),
  ];
};

/** `00:00` is the end of the day, as in its field. */
const hoursText = ({ from, until }: NonNullable<Coupon['hours']>) =>
  until < from && until !== '00:00' ? m.coupons_sentence_hours_over_midnight : m.coupons_sentence_hours;

const placeClauses: Clauses = ({ locations, channels }, wording) => [
  ...(locations ? [placesText(locations, wording)] : []),
  ...(channels
    ? [
        m.coupons_sentence_channels(
          {
            channels: strong(
              list(
                channels.map((each) => channelNames[each]({}, wording)),
                'conjunction',
                wording,
              ),
            ),
          },
          wording,
        ),
      ]
    : []),
];

const placesText = (locations: readonly string[], wording: DiscountWording): string =>
  locations.length > mostPlaces
    ? m.coupons_sentence_many_places({ count: locations.length }, wording)
    : m.coupons_sentence_places(
        { places: strong(list(locations.map(wording.placeName), 'conjunction', wording)) },
        wording,
      );

const limitClauses: Clauses = (
  { limits: { total, perMember, perMemberAndDay, perDay, perCode }, budget, exclusive, category },
  wording,
) => [
  ...(total === null ? [] : [strong(m.coupons_sentence_total({ count: total }, wording))]),
  ...(perMember === null ? [] : [strong(m.coupons_sentence_per_member({ count: perMember }, wording))]),
  ...(perMemberAndDay === null
    ? []
    : [strong(m.coupons_sentence_per_day({ count: perMemberAndDay }, wording))]),
  ...(perDay === null ? [] : [strong(m.coupons_sentence_per_day_all({ count: perDay }, wording))]),
  ...(perCode === null ? [] : [strong(m.coupons_sentence_per_code({ count: perCode }, wording))]),
  ...(budget
    ? [m.coupons_sentence_budget({ amount: strong(amountsText(budget, wording.locale)) }, wording)]
    : []),
  ...(exclusive ? [m.coupons_sentence_exclusive({}, wording)] : []),
  ...categoryClause(category === null ? undefined : wording.categoryName?.(category), wording),
];

const categoryClause = (name: string | undefined, wording: Wording): string[] =>
  name === undefined ? [] : [m.coupons_sentence_category({ name: strong(name) }, wording)];
