import { pictureKey } from '@regulars/contracts';
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

/** The reward in the form, and its errors. */
export function rewardBody(values: Values, zone: string) {
  const fields: Values = {};
  const name = textsIn(values, 'name');
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
  const body = {
    name: name ?? {},
    description: textsIn(values, 'description'),
    category: textsIn(values, 'category') ?? {},
    picture: pictureKey.catch('gift').parse(values.picture),
    points: points ?? 0,
    stock: stock ?? null,
    perMember: perMember ?? null,
    validFrom,
    validUntil,
    voucherDays: voucherDays ?? 90,
    tierId: values.tierId || null,
  };
  return { body, fields };
}
