import { countOfferAudience, getOffer, offerStates, updateOffer } from '@regulars/contracts';
import { conditionChoices } from '#lib/facts/shared/choices.server.ts';
import { show } from '#lib/server/api.ts';
import { asNumber, oneOf } from '#lib/server/fields.ts';
import { localEndOf, localOf } from '#lib/server/local-time.server.ts';
import { form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api, club }, params }) => {
  const offer = await show(api.call(getOffer, { params }));
  const zone = club?.timeZone ?? 'UTC';
  const [audience, choices] = await show(
    Promise.all([
      api.call(countOfferAudience, { body: { audience: offer.audience } }),
      conditionChoices(api),
    ]),
  );
  return {
    offer,
    audience,
    local: { from: localOf(offer.startsAt, zone), until: localEndOf(offer.endsAt, zone) },
    choices,
  };
};

const state = form('state', { version: asNumber, state: oneOf(offerStates, 'paused') });

export const actions: Actions = {
  state: (event) =>
    submit(event, state, ({ version, ...body }) =>
      event.locals.api.call(updateOffer, { params: event.params, body, version }),
    ),
};
