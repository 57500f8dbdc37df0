import {
  couponStates,
  getCoupon,
  listCouponBatches,
  makeCouponCodes,
  updateCoupon,
} from '@regulars/contracts';
import { couponBody, couponWords } from '#lib/coupons/console/coupon-body.server.ts';
import { audienceCount, countAudience, countForm } from '#lib/facts/shared/audience/audience-count.server.ts';
import { discountExample, exampleForm } from '#lib/discounts/shared/editor/discount-example.server.ts';
import { formData } from '#lib/discounts/shared/editor/form-data.server.ts';
import { m } from '#lib/paraglide/messages.js';
import { show } from '#lib/server/api.ts';
import { anyText, asNumber, oneOf } from '#lib/server/fields.ts';
import { localEndOf, localOf } from '#lib/server/local-time.server.ts';
import { faultless, form, openForm, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api, club }, params }) => {
  const coupon = await show(api.call(getCoupon, { params }));
  const zone = club?.timeZone ?? 'UTC';
  return {
    coupon,
    count: await show(audienceCount(api, coupon.audience)),
    batches: await show(api.call(listCouponBatches, { params, query: { limit: 20 } })),
    local: { from: localOf(coupon.startsAt, zone), until: localEndOf(coupon.endsAt, zone) },
    ...(await formData(api)),
  };
};

// With a field for each language, currency and location.
const save = openForm('save');
const state = form('state', { version: asNumber, state: oneOf(couponStates, 'paused') });

const codes = form('codes', { count: asNumber, prefix: anyText });

export const actions: Actions = {
  save: (event) =>
    submit(
      event,
      save,
      (values) => {
        const { api, club } = event.locals;
        const body = faultless(couponBody(values, club?.timeZone ?? 'UTC'));
        return api.call(updateCoupon, { params: event.params, body, version: Number(values.version) });
      },
      couponWords(),
    ),
  state: (event) =>
    submit(event, state, ({ version, ...body }) =>
      event.locals.api.call(updateCoupon, { params: event.params, body, version }),
    ),
  example: (event) => submit(event, exampleForm, (sent) => discountExample(event.locals.api, sent)),
  count: (event) => submit(event, countForm, (sent) => countAudience(event.locals.api, sent)),
  codes: (event) =>
    submit(event, codes, (body) => event.locals.api.call(makeCouponCodes, { params: event.params, body }), {
      wrong: { count: m.common_field_wrong(), prefix: m.common_field_wrong() },
    }),
};
