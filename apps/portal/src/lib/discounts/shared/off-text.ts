import type { Coupon } from '@regulars/contracts';
import { timesText } from '#lib/earning/shared/times-text.ts';
import type { Locale } from '#lib/paraglide/runtime.js';
import { m } from '#lib/paraglide/messages.js';
import { amountsText } from '#lib/shell/amounts-text.ts';
import { percent as percentText } from '#lib/ui/format.ts';

type Effect = Coupon['effect'];
type OfKind<K extends Effect['kind']> = Extract<Effect, { kind: K }>;

const percentOf = (percent: number, locale: Locale): string => percentText(percent / 100, 2, locale);

type Texts = { readonly [K in Effect['kind']]: (effect: OfKind<K>, locale: Locale) => string };
const texts: Texts = {
  percent: ({ percent }, locale) =>
    m.coupons_off_percent({ percent: percentOf(percent, locale) }, { locale }),
  amount: ({ amounts, per }, locale) => {
    const amount = amountsText(amounts, locale);
    return per === 'cart'
      ? m.coupons_off_amount({ amount }, { locale })
      : m.coupons_off_each({ amount }, { locale });
  },
  'fixed-price': ({ prices, pieces }, locale) => {
    const amount = amountsText(prices, locale);
    return pieces === null
      ? m.coupons_off_price({ amount }, { locale })
      : m.coupons_off_price_some({ amount, count: pieces }, { locale });
  },
  'free-pieces': ({ which, pieces: count, percent }, locale) => {
    const isFree = percent === 100;
    const cheapest = isFree ? m.coupons_off_cheapest_free : m.coupons_off_cheapest;
    const dearest = isFree ? m.coupons_off_dearest_free : m.coupons_off_dearest;
    const text = which === 'cheapest' ? cheapest : dearest;
    return text({ count, percent: percentOf(percent, locale) }, { locale });
  },
  'buy-get': ({ buy, get, percent }, locale) =>
    percent === 100
      ? m.coupons_off_buy_free({ buy, get }, { locale })
      : m.coupons_off_buy_less({ buy, get, percent: percentOf(percent, locale) }, { locale }),
  'free-shipping': (_, locale) => m.coupons_off_shipping({}, { locale }),
  'points-bonus': ({ points: count }, locale) => m.coupons_off_points({ count }, { locale }),
  'points-multiplier': ({ times }, locale) => timesText(times, { locale }),
};

/** What a coupon gives: '20% off', 'buy 2, get 1 free', '100 extra points'. */
export const offText = <K extends Effect['kind']>(effect: OfKind<K>, locale: Locale): string =>
  texts[effect.kind as K](effect, locale);

const pieceTexts = { one: m.coupons_off_nth_one, all: m.coupons_off_nth, some: m.coupons_off_nth_some };

/** 'every 2nd piece'; '' for all pieces. */
export function nthText(nth: Coupon['nth'], locale: Locale): string {
  if (!nth) return '';
  const { every, most } = nth;
  const text = pieceTexts[most === null ? 'all' : most === 1 ? 'one' : 'some'];
  return text({ nth: ordinal(every, locale), count: most ?? 0 }, { locale });
}

const endings: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd', other: 'th' };

/** '2nd', '2.' */
const ordinal = (number: number, locale: Locale): string => {
  if (locale !== 'en') return `${number}.`;
  return `${number}${endings[new Intl.PluralRules(locale, { type: 'ordinal' }).select(number)]}`;
};

/** '20% off, every 2nd piece': what a coupon takes off, and of which pieces. It begins with a capital. */
export const offOf = ({ effect, nth }: Pick<Coupon, 'effect' | 'nth'>, locale: Locale): string =>
  [offText(effect, locale), nthText(nth, locale)]
    .filter(Boolean)
    .join(', ')
    .replace(/^\p{L}/u, (letter) => letter.toLocaleUpperCase(locale));
