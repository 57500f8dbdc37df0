import { getOwnCard, renewOwnCard, reportCardLost } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { barcodeImage, qrImage } from '#lib/server/codes.ts';
import { show, type Api } from '#lib/server/api.ts';
import { allLocations } from '#lib/club/shared/all-locations.server.ts';
import { requireMember } from '#lib/server/session.ts';
import { form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const own = await show(locals.api.call(getOwnCard));
  const codes = own.code && {
    qr: await qrImage(own.code),
    barcode: await barcodeImage(own.card.number),
  };
  return {
    own,
    codes: codes || null,
    shops: codes ? [] : await shopsOf(locals.api),
    asked: url.searchParams.has('ask'),
  };
};

/** Where a member with a blocked card gets help. */
async function shopsOf(api: Api) {
  const data = await show(allLocations(api));
  return data
    .filter(({ active, kind }) => active && kind === 'shop')
    .map(({ id, name, address, openingHours }) => ({ id, name, address, openingHours }));
}

const lost = form('lost', {});
const renew = form('renew', {});

export const actions: Actions = {
  lost: (event) => {
    requireMember(event);
    return submit(event, lost, async () => {
      await event.locals.api.call(reportCardLost);
    });
  },
  renew: (event) => {
    requireMember(event);
    return submit(event, renew, async () => {
      await event.locals.api.call(renewOwnCard);
      return m.member_card_renewed();
    });
  },
};
