import type { Condition } from '@regulars/conditions';
import { largestHeldOut, largestOfferPlace } from '@regulars/contracts';
import { discountBody, discountFields } from '#lib/discounts/shared/editor/discount-body.server.ts';
import type { Values } from '#lib/discounts/shared/editor/discount-values.ts';
import { m } from '#lib/paraglide/messages.js';
import { jsonOf } from '#lib/shell/form/json-of.ts';
import { textsIn } from '#lib/shell/languages.ts';

/** The offer in the form, and its errors. */
export function offerBody(values: Values, zone: string) {
  const { body, fields } = discountBody(values, zone);
  const whole = (field: string, to: number): number => {
    const typed = values[field] ?? '';
    const number = /^\d{1,5}$/u.test(typed) ? Number(typed) : to + 1;
    if (number > to) fields[field] = m.challenges_console_number_wrong({ from: 0, to });
    return number;
  };
  return {
    body: {
      ...body,
      reason: textsIn(values, 'reason'),
      audience: jsonOf<Condition>(values.audience),
      activation: values.activation === 'automatic' ? ('automatic' as const) : ('by-member' as const),
      heldOut: whole('heldOut', largestHeldOut),
      place: whole('place', largestOfferPlace),
    },
    fields,
  };
}

/** What the API finds wrong, at our fields. */
export const offerWords = { names: discountFields };
