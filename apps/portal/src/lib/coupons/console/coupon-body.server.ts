import type { Condition } from '@regulars/conditions';
import { mostDaysOfCode } from '@regulars/contracts';
import { discountBody, discountFields } from '#lib/discounts/shared/editor/discount-body.server.ts';
import type { Values } from '#lib/discounts/shared/editor/discount-values.ts';
import { m } from '#lib/paraglide/messages.js';
import { jsonOf } from '#lib/shell/form/json-of.ts';

/** The coupon in the form, and its errors. */
export function couponBody(values: Values, zone: string) {
  const { body, fields } = discountBody(values, zone);
  const { code = '', codesReturn, shown } = values;
  const days = daysOf(values.daysAfterIssue ?? '');
  if (days === undefined) fields.daysAfterIssue = m.coupons_personal_days_wrong({ most: mostDaysOfCode });
  if (!code && body.limits.perCode !== null) fields.limitCode = m.coupons_limit_code_none();
  return {
    body: {
      ...body,
      code: code || null,
      codesReturn: codesReturn === 'on',
      daysAfterIssue: days ?? null,
      shown: shown === 'on',
      audience: jsonOf<Condition>(values.audience),
    },
    fields,
  };
}

/** Null for none; undefined if it is not as many days as a code may have. */
const daysOf = (typed: string): number | null | undefined => {
  if (typed === '') return null;
  const days = /^\d{1,4}$/u.test(typed) ? Number(typed) : 0;
  return days >= 1 && days <= mostDaysOfCode ? days : undefined;
};

/** What the API finds wrong, at our fields. */
export const couponWords = () => ({
  names: discountFields,
  atField: { 'already-taken': ['code', m.coupons_code_taken()] as [string, string] },
  wrong: { code: m.coupons_code_wrong() },
});
