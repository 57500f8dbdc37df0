import { activateOffer, deactivateOffer, listOwnOffers, openOffer, seeOffers } from '@regulars/contracts';
import { shownOffer } from '#lib/offers/member/shown-offer.server.ts';
import { show } from '#lib/server/api.ts';
import { anyText } from '#lib/server/fields.ts';
import { requireMember } from '#lib/server/session.ts';
import { form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api, club } }) => {
  const { data } = await show(api.call(listOwnOffers));
  return { offers: data.map(shownOffer(club?.timeZone ?? 'Europe/Vienna')) };
};

const activate = form('activate', { id: anyText });
const deactivate = form('deactivate', { id: anyText });
const open = form('open', { id: anyText });
const see = form('see', { ids: anyText });

export const actions: Actions = {
  activate: (event) => {
    requireMember(event);
    return submit(event, activate, async (params) => {
      await event.locals.api.call(activateOffer, { params });
    });
  },
  deactivate: (event) => {
    requireMember(event);
    return submit(event, deactivate, async (params) => {
      await event.locals.api.call(deactivateOffer, { params });
    });
  },
  open: (event) => {
    requireMember(event);
    return submit(event, open, async (params) => {
      await event.locals.api.call(openOffer, { params });
    });
  },
  see: (event) => {
    requireMember(event);
    return submit(event, see, async ({ ids }) => {
      await event.locals.api.call(seeOffers, { body: { offers: ids.split(' ') } });
    });
  },
};
