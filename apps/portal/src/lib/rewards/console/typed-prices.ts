import type { Reward } from '@regulars/contracts';
import { percentIn } from '#lib/discounts/shared/editor/percent-in.ts';
import { m } from '#lib/paraglide/messages.js';
import { isCurrency, majorOf, minorOf } from '#lib/shell/form/amount.ts';

type Values = Record<string, string>;

/** A whole number from `least`; null for an empty field, undefined for an invalid one. */
export function whole(typed: string | undefined, least: number): number | null | undefined {
  if (!typed) return null;
  const number = /^\d{1,9}$/u.test(typed) ? Number(typed) : -1;
  return number >= least ? number : undefined;
}

/** The amounts in fields such as `toPay_EUR`, null for none; and the fields that are wrong. */
function typedAmounts(values: Values, name: string): { amounts: Reward['toPay']; wrong: string[] } {
  const amounts: NonNullable<Reward['toPay']> = [];
  const wrong: string[] = [];
  for (const [field, typed] of Object.entries(values)) {
    const currency = field.startsWith(`${name}_`) ? field.slice(name.length + 1) : '';
    if (!isCurrency(currency) || !typed) continue;
    const amount = minorOf(typed, currency);
    if (amount) amounts.push({ amount, currency });
    else wrong.push(field);
  }
  return { amounts: amounts.length > 0 ? amounts : null, wrong };
}

/** What members pay besides the points, null for nothing; and the fields that are wrong. */
export function typedToPay(values: Values): { toPay: Reward['toPay']; wrong: string[] } {
  const { amounts, wrong } = typedAmounts(values, 'toPay');
  return { toPay: amounts, wrong };
}

/** What a discount takes off a cart, null for nothing; and what is wrong, by field. */
export function typedEffect(values: Values): { effect: Reward['effect']; fields: Values } {
  const read = effects[values.effect ?? ''];
  return read ? read(values) : { effect: null, fields: {} };
}

const effects: Readonly<Record<string, typeof typedEffect>> = {
  percent: (values): ReturnType<typeof typedEffect> => {
    const percent = percentIn(values.percent);
    return percent === null
      ? { effect: null, fields: { percent: m.coupons_percent_wrong() } }
      : { effect: { kind: 'percent', percent }, fields: {} };
  },
  amount: (values): ReturnType<typeof typedEffect> => {
    const { amounts, wrong } = typedAmounts(values, 'off');
    const fields = Object.fromEntries(wrong.map((field) => [field, m.coupons_amount_wrong()]));
    if (amounts) return { effect: { kind: 'amount', amounts }, fields };
    return { effect: null, fields: wrong.length > 0 ? fields : { off: m.common_field_required() } };
  },
};

/** As the fields of a stored one begin. */
export const effectValues = (effect: Reward['effect']): Values => {
  if (!effect) return {};
  const { kind } = effect;
  if ('percent' in effect) return { effect: kind, percent: String(effect.percent) };
  const amounts = effect.amounts.map(({ amount, currency }) => [
    `off_${currency}`,
    majorOf(amount, currency),
  ]);
  return { effect: kind, ...Object.fromEntries(amounts) };
};

/** The prices of tiers, no higher than the usual one; and the fields that are wrong. */
export function typedTierPrices(
  values: Values,
  usual: number,
): { tierPrices: Reward['tierPrices']; wrong: string[] } {
  const tierPrices: Reward['tierPrices'] = [];
  const wrong: string[] = [];
  for (const [field, typed] of Object.entries(values)) {
    if (!field.startsWith('price_') || !typed) continue;
    const points = whole(typed, 1);
    if (points && (points <= usual || usual === 0))
      tierPrices.push({ tierId: field.slice('price_'.length), points });
    else wrong.push(field);
  }
  return { tierPrices, wrong };
}
