import { redirect } from '@sveltejs/kit';
import { createOffer } from '@regulars/contracts';
import { discountExample, exampleForm } from '#lib/discounts/shared/editor/discount-example.server.ts';
import { formData } from '#lib/discounts/shared/editor/form-data.server.ts';
import { audienceCount, countAudience, countForm } from '#lib/facts/shared/audience/audience-count.server.ts';
import { copiedOffer } from '#lib/offers/console/copied-offer.server.ts';
import { offerBody, offerWords } from '#lib/offers/console/offer-body.server.ts';
import { priceExample, priceForm } from '#lib/offers/console/price-example.server.ts';
import { show } from '#lib/server/api.ts';
import { faultless, openForm, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, url }) => {
  const from = url.searchParams.get('from');
  const copied = from === null ? null : await show(copiedOffer(api, from));
  return {
    copied,
    count: await show(audienceCount(api, copied?.audience ?? null)),
    local: { from: '', until: '' },
    ...(await formData(api)),
  };
};

// With a field for each language, currency and location.
const save = openForm('save');

export const actions: Actions = {
  save: (event) =>
    submit(
      event,
      save,
      async (values) => {
        const { api, club } = event.locals;
        const body = faultless(offerBody(values, club?.timeZone ?? 'UTC'));
        const { id } = await api.call(createOffer, { body });
        redirect(303, `/console/offers/${id}`);
      },
      offerWords,
    ),
  example: (event) => submit(event, exampleForm, (sent) => discountExample(event.locals.api, sent)),
  price: (event) =>
    submit(event, priceForm, (sent) =>
      priceExample(event.locals.api, sent, event.locals.club?.timeZone ?? 'UTC'),
    ),
  count: (event) => submit(event, countForm, (sent) => countAudience(event.locals.api, sent)),
};
