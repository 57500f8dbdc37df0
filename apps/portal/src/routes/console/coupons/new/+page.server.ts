import { redirect } from '@sveltejs/kit';
import { createCoupon } from '@regulars/contracts';
import { couponBody, couponWords } from '#lib/coupons/console/coupon-body.server.ts';
import { audienceCount, countAudience, countForm } from '#lib/facts/shared/audience/audience-count.server.ts';
import { discountExample, exampleForm } from '#lib/discounts/shared/editor/discount-example.server.ts';
import { formData } from '#lib/discounts/shared/editor/form-data.server.ts';
import { show } from '#lib/server/api.ts';
import { faultless, openForm, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api } }) => ({
  count: await show(audienceCount(api, null)),
  ...(await formData(api)),
});

// With a field for each language, currency and location.
const save = openForm('save');

export const actions: Actions = {
  save: (event) =>
    submit(
      event,
      save,
      async (values) => {
        const { api, club } = event.locals;
        const body = faultless(couponBody(values, club?.timeZone ?? 'UTC'));
        const { id } = await api.call(createCoupon, { body });
        redirect(303, `/console/coupons/${id}`);
      },
      couponWords(),
    ),
  example: (event) => submit(event, exampleForm, (sent) => discountExample(event.locals.api, sent)),
  count: (event) => submit(event, countForm, (sent) => countAudience(event.locals.api, sent)),
};
