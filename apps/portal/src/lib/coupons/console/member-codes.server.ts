import { issuePersonalCode, revokePersonalCode } from '@regulars/contracts';
import type { RequestEvent } from '@sveltejs/kit';
import { daysOfCode } from '#lib/coupons/shared/days-of-code.server.ts';
import { anyText, someText } from '#lib/server/fields.ts';
import { form, submit } from '#lib/server/submit.ts';

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
