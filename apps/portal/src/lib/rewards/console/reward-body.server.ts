import { pictureKey, rewardKind, type Reward } from '@regulars/contracts';
import { isCurrency, minorOf } from '#lib/shell/form/amount.ts';
import { m } from '#lib/paraglide/messages.js';
import { textsIn } from '#lib/shell/languages.ts';
import { endInstantOf, instantOf } from '#lib/server/local-time.server.ts';

type Values = Record<string, string>;

/** A whole number from `least`; null for an empty field, undefined for an invalid one. */
function whole(typed: string | undefined, least: number): number | null | undefined {
  if (!typed) return null;
  const number = /^\d{1,9}$/u.test(typed) ? Number(typed) : -1;
  return number >= least ? number : undefined;
}

/** What members pay besides the points; null for nothing. Notes what is wrong. */
function toPayIn(values: Values, fields: Values): Reward['toPay'] {
  const amounts: NonNullable<Reward['toPay']> = [];
  for (const [field, typed] of Object.entries(values)) {
    const currency = field.startsWith('toPay_') ? field.slice('toPay_'.length) : '';
    if (!isCurrency(currency) || !typed) continue;
    const amount = minorOf(typed, currency);
    if (amount) amounts.push({ amount, currency });
    else fields[field] = m.coupons_amount_wrong();
  }
  return amounts.length > 0 ? amounts : null;
}

/** The prices of tiers, no higher than the usual one. Notes what is wrong. */
function tierPricesIn(values: Values, usual: number, fields: Values): Reward['tierPrices'] {
  return Object.entries(values).flatMap(([field, typed]) => {
    if (!field.startsWith('price_') || !typed) return [];
    const points = whole(typed, 1);
    if (points && (points <= usual || usual === 0)) return [{ tierId: field.slice('price_'.length), points }];
    fields[field] = m.console_rewards_tier_price_wrong();
    return [];
  });
}

/** The reward in the form, and its errors. */
export function rewardBody(values: Values, zone: string) {
  const fields: Values = {};
  const name = textsIn(values, 'name');
  const kind = rewardKind.catch('product').parse(values.kind);
  const points = whole(values.points, 1);
  const stock = whole(values.stock, 0);
  const perMember = whole(values.perMember, 1);
  const voucherDays = whole(values.voucherDays, 1);
  const validFrom = instantOf(values.validFrom, zone);
  const validUntil = endInstantOf(values.validUntil, zone);
  if (!name) fields.name = m.common_field_required();
  if (!points) fields.points = m.console_rewards_points_wrong();
  if (stock === undefined) fields.stock = m.console_rewards_number_wrong();
  if (perMember === undefined) fields.perMember = m.console_rewards_number_wrong();
  if (!voucherDays) fields.voucherDays = m.console_rewards_number_wrong();
  if (validFrom && validUntil && validUntil <= validFrom) fields.validUntil = m.console_rules_until_wrong();
  const toPay = toPayIn(values, fields);
  if (kind === 'sample')
    for (const { currency } of toPay ?? []) fields[`toPay_${currency}`] = m.console_rewards_sample_free();
  const body = {
    kind,
    name: name ?? {},
    description: textsIn(values, 'description'),
    category: textsIn(values, 'category') ?? {},
    picture: pictureKey.catch('gift').parse(values.picture),
    points: points ?? 0,
    toPay,
    tierPrices: tierPricesIn(values, points ?? 0, fields),
    stock: stock ?? null,
    perMember: perMember ?? null,
    validFrom,
    validUntil,
    voucherDays: voucherDays ?? 90,
    tierId: values.tierId || null,
  };
  return { body, fields };
}
