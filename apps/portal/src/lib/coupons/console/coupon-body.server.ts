import type { Condition } from '@regulars/conditions';
import { discountBody, discountFields } from '#lib/discounts/shared/editor/discount-body.server.ts';
import type { Values } from '#lib/discounts/shared/editor/discount-values.ts';
import { m } from '#lib/paraglide/messages.js';
import { jsonOf } from '#lib/shell/form/json-of.ts';

/** The coupon in the form, and its errors. */
export function couponBody(values: Values, zone: string) {
  const { body, fields } = discountBody(values, zone);
  const { code = '', codesReturn, shown } = values;
  if (!code && body.limits.perCode !== null) fields.limitCode = m.coupons_limit_code_none();
  return {
    body: {
      ...body,
      code: code || null,
      codesReturn: codesReturn === 'on',
      shown: shown === 'on',
      audience: jsonOf<Condition>(values.audience),
    },
    fields,
  };
}

/** What the API finds wrong, at our fields. */
export const couponWords = () => ({
  names: discountFields,
  atField: { 'already-taken': ['code', m.coupons_code_taken()] as [string, string] },
  wrong: { code: m.coupons_code_wrong() },
});
