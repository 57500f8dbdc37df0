import { issuePersonalCode, mostDaysOfCode, revokePersonalCode } from '@regulars/contracts';
import type { RequestEvent } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { anyText, readBy, someText } from '#lib/server/fields.ts';
import { form, submit } from '#lib/server/submit.ts';

/** Whole days; 0 for a code that ends with its coupon. */
const readDays = (typed: string): number | null => {
  if (typed === '') return 0;
  const days = /^\d{1,4}$/u.test(typed) ? Number(typed) : 0;
  return days >= 1 && days <= mostDaysOfCode ? days : null;
};

export const daysOfCode = readBy(
  readDays,
  () => m.coupons_personal_days_wrong({ most: mostDaysOfCode }),
  'read',
);

const give = form('giveCode', {
  key: anyText,
  couponId: someText,
  days: daysOfCode,
});
const end = form('endCode', { code: anyText });

/** Form actions of the page of a member. */
export const codeActions = {
  giveCode: (event: RequestEvent) =>
    submit(event, give, ({ key, couponId, days }) =>
      event.locals.api.call(issuePersonalCode, {
        params: { id: event.params.id ?? '' },
        body: { couponId, days: days === 0 ? null : days },
        key,
      }),
    ),
  endCode: (event: RequestEvent) =>
    submit(event, end, ({ code: codeId }) =>
      event.locals.api.call(revokePersonalCode, { params: { id: event.params.id ?? '', codeId } }),
    ),
};
