import type { Condition } from '@regulars/conditions';
import { pictureKey, rewardKind } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { jsonOf } from '#lib/shell/form/json-of.ts';
import { textsIn } from '#lib/shell/languages.ts';
import { changedStock, typedStock } from './typed-stock.ts';
import { typedEffect, typedTierPrices, typedToPay, whole } from './typed-prices.ts';
import { endInstantOf, instantOf } from '#lib/server/local-time.server.ts';

type Values = Record<string, string>;

const noEffect: ReturnType<typeof typedEffect> = { effect: null, fields: {} };

/** The reward in the form, and its errors. */
export function rewardBody(values: Values, zone: string) {
  const fields: Values = {};
  const name = textsIn(values, 'name');
  const kind = rewardKind.catch('product').parse(values.kind);
  const points = whole(values.points, 1);
  const hasPool = kind === 'partner-code';
  const { fields: wrongStock, ...stock } = typedStock(values, kind);
  const lowStock = whole(values.lowStock, 0);
  const perMember = whole(values.perMember, 1);
  const isTicket = kind === 'ticket';
  const voucherDays = isTicket ? 90 : whole(values.voucherDays, 1);
  const event = isTicket ? eventIn(values, zone) : null;
  const isDiscount = kind === 'discount';
  const { effect, fields: wrongEffect } = isDiscount ? typedEffect(values) : noEffect;
  const asksMoney = !hasPool && effect === null;
  const money = asksMoney ? typedToPay(values) : { toPay: null, wrong: [] };
  const tiers = typedTierPrices(values, points ?? 0);
  const validFrom = instantOf(values.validFrom, zone);
  const validUntil = endInstantOf(values.validUntil, zone);
  if (!name) fields.name = m.common_field_required();
  if (!points) fields.points = m.console_rewards_points_wrong();
  if (lowStock === undefined) fields.lowStock = m.console_rewards_number_wrong();
  if (perMember === undefined) fields.perMember = m.console_rewards_number_wrong();
  if (!voucherDays) fields.voucherDays = m.console_rewards_number_wrong();
  for (const field of money.wrong) fields[field] = m.coupons_amount_wrong();
  for (const field of tiers.wrong) fields[field] = m.console_rewards_tier_price_wrong();
  if (validFrom && validUntil && validUntil <= validFrom) fields.validUntil = m.console_rules_until_wrong();
  Object.assign(fields, event?.fields, wrongEffect, wrongStock);
  if (kind === 'sample')
    for (const { currency } of money.toPay ?? [])
      fields[`toPay_${currency}`] = m.console_rewards_sample_free();
  const body = {
    kind,
    name: name ?? {},
    description: textsIn(values, 'description'),
    category: textsIn(values, 'category') ?? {},
    picture: pictureKey.catch('gift').parse(values.picture),
    points: points ?? 0,
    toPay: money.toPay,
    effect,
    event: event && event.body,
    tierPrices: tiers.tierPrices,
    ...changedStock(values, stock),
    lowStock: lowStock ?? null,
    perMember: perMember ?? null,
    validFrom,
    validUntil,
    voucherDays: voucherDays ?? 90,
    tierId: values.tierId || null,
    audience: jsonOf<Condition>(values.audience),
  };
  return { body, fields };
}

/** When and where the event is, and what is wrong. */
function eventIn({ eventFrom, eventUntil, eventPlace = '' }: Values, zone: string) {
  const fields: Values = {};
  const startsAt = instantOf(eventFrom, zone);
  const endsAt = instantOf(eventUntil, zone);
  const place = eventPlace.trim();
  if (!startsAt) fields.eventFrom = m.common_field_required();
  if (!endsAt) fields.eventUntil = m.common_field_required();
  if (!place) fields.eventPlace = m.common_field_required();
  if (startsAt && endsAt && endsAt <= startsAt) fields.eventUntil = m.console_rewards_event_until_wrong();
  return { body: { startsAt: startsAt ?? '', endsAt: endsAt ?? '', place }, fields };
}
