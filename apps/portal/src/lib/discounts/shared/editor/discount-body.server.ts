import { pictureKey } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { endInstantOf, instantOf } from '#lib/server/local-time.server.ts';
import { textsIn } from '#lib/shell/languages.ts';
import { discountDraft } from './discount-draft.ts';
import type { Values } from './discount-values.ts';

/** What coupons and offers have in common in the form, and its errors. */
export function discountBody(values: Values, zone: string) {
  const locations = Object.keys(values).flatMap((field) =>
    field.startsWith('location_') ? [field.slice('location_'.length)] : [],
  );
  const { effect, fields: wrong, ...terms } = discountDraft(values, locations);
  const fields: Values = { ...wrong };
  const name = textsIn(values, 'name');
  if (!name) fields.name = m.common_field_required();
  const startsAt = instantOf(values.startsAt, zone);
  const endsAt = endInstantOf(values.endsAt, zone);
  if (startsAt && endsAt && endsAt <= startsAt) fields.endsAt = m.console_rules_until_wrong();
  const body = {
    ...terms,
    name: name ?? {},
    description: textsIn(values, 'description'),
    picture: pictureKey.catch('ticket').parse(values.picture),
    // Without an effect, a field is wrong and nothing is sent.
    effect: effect ?? { kind: 'percent' as const, percent: 1, of: 'reduced' as const },
    startsAt,
    endsAt,
  };
  return { body, fields };
}

/** The form's field for a part of the discount. */
export const discountFields = { effect: 'kind', nth: 'every' };
