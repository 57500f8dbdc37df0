import type { Coupon } from '@regulars/contracts';
import { majorOf } from '#lib/shell/form/amount.ts';

/** Fields of a form, by name. */
export type Values = Record<string, string>;
type Effect = Coupon['effect'];
type OfKind<K extends Effect['kind']> = Extract<Effect, { kind: K }>;
type Amounts = NonNullable<Coupon['atMost']>;

/** What coupons and offers have in common. */
export type Discount = Pick<
  Coupon,
  | 'name'
  | 'description'
  | 'picture'
  | 'effect'
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
>;

const typed = (name: string, amounts: Amounts | undefined): Values =>
  Object.fromEntries(
    (amounts ?? []).map(({ amount, currency }) => [`${name}_${currency}`, majorOf(amount, currency)]),
  );

const checked = (name: string, chosen: readonly (string | number)[] | null): Values =>
  Object.fromEntries((chosen ?? []).map((each) => [`${name}_${each}`, 'on']));

/** The fields `<name>_de`, `<name>_en`, `<name>_cs`. */
export const textValues = (name: string, texts: Coupon['description'] | undefined): Values =>
  Object.fromEntries(Object.entries(texts ?? {}).map(([language, text]) => [`${name}_${language}`, text]));

const effectValues: { readonly [K in Effect['kind']]: (effect: OfKind<K>) => Values } = {
  percent: ({ percent, of }) => ({ percent: String(percent), of }),
  amount: ({ amounts, per }) => ({ ...typed('amount', amounts), per }),
  'fixed-price': ({ prices, pieces }) => ({ ...typed('price', prices), pieces: String(pieces ?? '') }),
  'free-pieces': ({ which, pieces, percent }) => ({ which, pieces: String(pieces), off: String(percent) }),
  'buy-get': ({ buy, get, percent, times, given }) => ({
    buy: String(buy),
    get: String(get),
    off: String(percent),
    times: String(times ?? ''),
    given: given ? JSON.stringify(given) : '',
  }),
  'free-shipping': () => ({}),
  'points-bonus': ({ points }) => ({ bonusPoints: String(points) }),
  'points-multiplier': ({ times }) => ({ bonusTimes: String(times) }),
};

const valuesOfEffect = <K extends Effect['kind']>(effect: OfKind<K>): Values => ({
  kind: effect.kind,
  ...effectValues[effect.kind as K](effect),
});

/** What the fields of the editor show first. */
export function valuesOf(discount: Discount | null): Values {
  if (!discount) return { kind: 'percent', percent: '20', pieces: '1', off: '100', buy: '2', get: '1' };
  const { effect, atMost, minimumSpend, limits, hours } = discount;
  return {
    ...valuesOfEffect(effect),
    ...textValues('name', discount.name),
    ...textValues('description', discount.description),
    picture: discount.picture,
    every: String(discount.nth?.every ?? ''),
    everyMost: String(discount.nth?.most ?? ''),
    ...typed('atMost', atMost ?? undefined),
    ...typed('budget', discount.budget ?? undefined),
    ...typed('minimum', minimumSpend?.amounts),
    minimumOf: minimumSpend?.of ?? 'cart',
    ...checked('weekday', discount.weekdays),
    hoursFrom: hours?.from ?? '',
    hoursUntil: hours?.until === '24:00' ? '00:00' : (hours?.until ?? ''),
    ...checked('location', discount.locations),
    ...checked('channel', discount.channels),
    limitTotal: String(limits.total ?? ''),
    limitMember: String(limits.perMember ?? ''),
    limitDay: String(limits.perMemberAndDay ?? ''),
    limitAllDay: String(limits.perDay ?? ''),
    limitCode: String(limits.perCode ?? ''),
    exclusive: discount.exclusive ? 'on' : '',
    category: discount.category ?? '',
  };
}
