import { pictureKey } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { endInstantOf, instantOf } from '#lib/server/local-time.server.ts';
import { textsIn } from '#lib/shell/languages.ts';
import { couponDraft } from './coupon-draft.ts';
import type { Values } from './coupon-values.ts';

/** The coupon in the form, and its errors. */
export function couponBody(values: Values, zone: string) {
  const locations = Object.keys(values).flatMap((field) =>
    field.startsWith('location_') ? [field.slice('location_'.length)] : [],
  );
  const { effect, fields: wrong, ...terms } = couponDraft(values, locations);
  const fields: Values = { ...wrong };
  const name = textsIn(values, 'name');
  const { code = '' } = values;
  if (!name) fields.name = m.common_field_required();
  if (!code) fields.code = m.common_field_required();
  const startsAt = instantOf(values.startsAt, zone);
  const endsAt = endInstantOf(values.endsAt, zone);
  if (startsAt && endsAt && endsAt <= startsAt) fields.endsAt = m.console_rules_until_wrong();
  const body = {
    ...terms,
    name: name ?? {},
    description: textsIn(values, 'description'),
    picture: pictureKey.catch('ticket').parse(values.picture),
    code,
    // Without an effect, a field is wrong and nothing is sent.
    effect: effect ?? { kind: 'percent' as const, percent: 1, of: 'reduced' as const },
    startsAt,
    endsAt,
  };
  return { body, fields };
}

/** What the API finds wrong, at our fields. */
export const couponWords = () => ({
  names: { effect: 'kind' },
  atField: { 'already-taken': ['code', m.coupons_code_taken()] as [string, string] },
  wrong: { code: m.coupons_code_wrong() },
});
