import type { Coupon } from '@regulars/contracts';
import {
  mostBonusPoints,
  mostBonusTimes,
  mostCountedRedemptions,
  mostEvery,
  mostPieces,
  mostRedemptions,
} from '@regulars/contracts/endpoints';
import { givesPoints, takesNth as kindTakesNth } from '@regulars/loyalty';
import { m } from '#lib/paraglide/messages.js';
import { isCurrency, minorOf } from '#lib/shell/form/amount.ts';
import { sellingChannels } from '../channels.ts';
import type { DiscountWording } from '../sentence.ts';
import { hundredthsIn, percentIn } from './percent-in.ts';
import type { PictureKey } from '#lib/ui/Picture.svelte';
import { jsonOf } from '#lib/shell/form/json-of.ts';
import type { Values } from './discount-values.ts';

type Effect = Coupon['effect'];
type OfKind<K extends Effect['kind']> = Extract<Effect, { kind: K }>;
type Amounts = NonNullable<Coupon['atMost']>;

/** A coupon or an offer as typed, without its texts and times. */
export interface DiscountDraft extends Pick<
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
> {
  /** Null while it is not filled in. */
  readonly effect: Effect | null;
  /** Errors by field. */
  readonly fields: Values;
}

/** The editor as it stands, for the views beside it. */
export interface TypedDiscount {
  readonly values: Values;
  readonly picture: PictureKey;
  readonly draft: DiscountDraft;
  /** '2026-12-31', or with a time; '' for none. */
  readonly lastDay: string;
  readonly wording: DiscountWording;
}

/** Reads the fields and notes what is wrong with them. */
class Reading {
  readonly fields: Values = {};
  readonly values: Values;

  constructor(values: Values) {
    this.values = values;
  }

  #wrong(field: string, text: string): null {
    this.fields[field] = text;
    return null;
  }

  whole(field: string, to: number, from = 1): number | null {
    const typed = this.values[field] ?? '';
    const number = /^\d{1,8}$/u.test(typed) ? Number(typed) : 0;
    if (number >= from && number <= to) return number;
    return this.#wrong(field, m.challenges_console_number_wrong({ from, to }));
  }

  wholeIfAny(field: string, to: number, from = 1): number | null {
    return this.values[field] ? this.whole(field, to, from) : null;
  }

  /** Only the kinds that may have one show its fields. */
  nth(): Coupon['nth'] {
    const [every, most] = [this.wholeIfAny('every', mostEvery, 2), this.wholeIfAny('everyMost', mostPieces)];
    if (every !== null) return { every, most };
    if (most !== null) this.#wrong('every', m.common_field_required());
    return null;
  }

  percent(field: string): number | null {
    return percentIn(this.values[field]) ?? this.#wrong(field, m.coupons_percent_wrong());
  }

  /** Above 1. */
  times(field: string): number | null {
    const number = hundredthsIn(this.values[field]);
    if (number > 1 && number <= mostBonusTimes) return number;
    return this.#wrong(field, m.coupons_bonus_times_wrong({ most: mostBonusTimes }));
  }

  /** In each currency of the club that is filled; null for none. */
  amountsIfAny(name: string): Amounts | null {
    const amounts: Amounts = [];
    for (const [field, typed] of Object.entries(this.values)) {
      const currency = field.startsWith(`${name}_`) ? field.slice(name.length + 1) : '';
      if (!isCurrency(currency) || !typed) continue;
      const amount = minorOf(typed, currency);
      if (amount) amounts.push({ amount, currency });
      else this.#wrong(field, m.coupons_amount_wrong());
    }
    return amounts.length > 0 ? amounts : null;
  }

  amounts(name: string): Amounts | null {
    return this.amountsIfAny(name) ?? this.#wrong(name, m.common_field_required());
  }

  hours(): Coupon['hours'] {
    const { hoursFrom: from = '', hoursUntil = '' } = this.values;
    if (!from && !hoursUntil) return null;
    const until = hoursUntil === '00:00' ? '24:00' : hoursUntil;
    if (from && until && from !== until) return { from, until };
    return this.#wrong('hoursUntil', m.coupons_hours_wrong());
  }

  /** The checked boxes of these; null for none. */
  checked<Item extends string | number>(name: string, items: readonly Item[]): Item[] | null {
    const chosen = items.filter((item) => this.values[`${name}_${item}`] === 'on');
    return chosen.length > 0 ? chosen : null;
  }
}

const readers: { readonly [K in Effect['kind']]: (read: Reading) => OfKind<K> | null } = {
  percent: (read) => {
    const percent = read.percent('percent');
    if (percent === null) return null;
    return { kind: 'percent', percent, of: read.values.of === 'initial' ? 'initial' : 'reduced' };
  },
  amount: (read) => {
    const amounts = read.amounts('amount');
    return amounts && { kind: 'amount', amounts, per: read.values.per === 'piece' ? 'piece' : 'cart' };
  },
  'fixed-price': (read) => {
    const prices = read.amounts('price');
    const pieces = read.wholeIfAny('pieces', mostPieces);
    return prices && { kind: 'fixed-price', prices, pieces };
  },
  'free-pieces': (read) => {
    const [pieces, percent] = [read.whole('pieces', mostPieces), read.percent('off')];
    if (!pieces || !percent) return null;
    return {
      kind: 'free-pieces',
      which: read.values.which === 'dearest' ? 'dearest' : 'cheapest',
      pieces,
      percent,
    };
  },
  'buy-get': (read) => {
    const [buy, get] = [read.whole('buy', mostPieces), read.whole('get', mostPieces)];
    const [percent, times] = [read.percent('off'), read.wholeIfAny('times', mostPieces)];
    return buy && get && percent
      ? { kind: 'buy-get', buy, get, percent, times, given: jsonOf(read.values.given) }
      : null;
  },
  'free-shipping': () => ({ kind: 'free-shipping' }),
  'points-bonus': (read) => {
    const points = read.whole('bonusPoints', mostBonusPoints);
    return points === null ? null : { kind: 'points-bonus', points };
  },
  'points-multiplier': (read) => {
    const times = read.times('bonusTimes');
    return times === null ? null : { kind: 'points-multiplier', times };
  },
};
const isKind = (typed: string | undefined): typed is Effect['kind'] =>
  typed !== undefined && Object.hasOwn(readers, typed);

/** Also for a kind that nobody knows, which counts as the usual one. */
export const takesNth = (kind: string | undefined): boolean => !isKind(kind) || kindTakesNth({ kind });

/** @param locations ids of those that the form offers */
export function discountDraft(values: Values, locations: readonly string[]): DiscountDraft {
  const read = new Reading(values);
  const minimum = read.amountsIfAny('minimum');
  const kind = isKind(values.kind) ? values.kind : 'percent';
  // Another kind may have been chosen before.
  const moneyIfAny = (name: string): Amounts | null =>
    givesPoints({ kind }) ? null : read.amountsIfAny(name);
  return {
    effect: readers[kind](read),
    on: jsonOf<Coupon['on']>(values.on) ?? {},
    nth: takesNth(values.kind) ? read.nth() : null,
    atMost: moneyIfAny('atMost'),
    minimumSpend: minimum && { amounts: minimum, of: values.minimumOf === 'chosen' ? 'chosen' : 'cart' },
    budget: moneyIfAny('budget'),
    exclusive: values.exclusive === 'on',
    category: values.category || null,
    weekdays: read.checked('weekday', [1, 2, 3, 4, 5, 6, 7]),
    hours: read.hours(),
    locations: read.checked('location', locations),
    channels: read.checked('channel', sellingChannels),
    limits: {
      total: read.wholeIfAny('limitTotal', mostRedemptions),
      perMember: read.wholeIfAny('limitMember', mostRedemptions),
      perMemberAndDay: read.wholeIfAny('limitDay', mostRedemptions),
      perDay: read.wholeIfAny('limitAllDay', mostCountedRedemptions),
      perCode: read.wholeIfAny('limitCode', mostCountedRedemptions),
    },
    fields: read.fields,
  };
}
