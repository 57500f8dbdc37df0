import { getOffer, offerStates, updateOffer } from '@regulars/contracts';
import { discountExample, exampleForm } from '#lib/discounts/shared/editor/discount-example.server.ts';
import { formData } from '#lib/discounts/shared/editor/form-data.server.ts';
import { audienceCount, countAudience, countForm } from '#lib/facts/shared/audience/audience-count.server.ts';
import { offerBody, offerWords } from '#lib/offers/console/offer-body.server.ts';
import { priceExample, priceForm } from '#lib/offers/console/price-example.server.ts';
import { show } from '#lib/server/api.ts';
import { asNumber, oneOf } from '#lib/server/fields.ts';
import { localEndOf, localOf } from '#lib/server/local-time.server.ts';
import { faultless, form, openForm, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api, club }, params }) => {
  const offer = await show(api.call(getOffer, { params }));
  const zone = club?.timeZone ?? 'UTC';
  return {
    offer,
    count: await show(audienceCount(api, offer.audience)),
    local: { from: localOf(offer.startsAt, zone), until: localEndOf(offer.endsAt, zone) },
    ...(await formData(api)),
  };
};

// With a field for each language, currency and location.
const save = openForm('save');
const state = form('state', { version: asNumber, state: oneOf(offerStates, 'paused') });

export const actions: Actions = {
  save: (event) =>
    submit(
      event,
      save,
      (values) => {
        const { api, club } = event.locals;
        const body = faultless(offerBody(values, club?.timeZone ?? 'UTC'));
        return api.call(updateOffer, { params: event.params, body, version: Number(values.version) });
      },
      offerWords,
    ),
  state: (event) =>
    submit(event, state, ({ version, ...body }) =>
      event.locals.api.call(updateOffer, { params: event.params, body, version }),
    ),
  example: (event) => submit(event, exampleForm, (sent) => discountExample(event.locals.api, sent)),
  price: (event) =>
    submit(event, priceForm, (sent) =>
      priceExample(event.locals.api, sent, event.locals.club?.timeZone ?? 'UTC'),
    ),
  count: (event) => submit(event, countForm, (sent) => countAudience(event.locals.api, sent)),
};
