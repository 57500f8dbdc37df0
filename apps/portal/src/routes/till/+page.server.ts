import { redirect } from '@sveltejs/kit';
import { unusualAmount } from '@regulars/loyalty';
import {
  getClub,
  getReferralCode,
  listGatheringsHere,
  listProducts,
  listPurchases,
  listTabletSurveys,
  type Club,
  type Product,
  type Role,
} from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { show, type Api } from '#lib/server/api.ts';
import { managers, requireRole, sellers } from '#lib/server/session.ts';
import type { PageServerLoad } from './$types';

const recent = 20;
/** The grid is for a hand that knows its places, not for a whole stock. */
const pages = 3;

export const load: PageServerLoad = async (event) => {
  const session = requireRole(event, sellers);
  const { place } = await event.parent();
  if (!place) redirect(303, '/till/location');
  const { api } = event.locals;
  const [products, purchases, { till, languages, points, manualDiscounts }, { offers }, surveys, here] =
    await Promise.all([
      quickKeys(api, place.location),
      show(api.call(listPurchases, { query: { location: place.location, limit: recent } })),
      show(api.call(getClub)),
      // Only what it brings is asked: nobody has this code.
      show(api.call(getReferralCode, { params: { code: 'none' } })),
      show(api.call(listTabletSurveys, { query: { location: place.location } })),
      show(api.call(listGatheringsHere, { query: { location: place.location } })),
    ]);
  return {
    place,
    products,
    recent: purchases.data,
    languages,
    asksWho: offers.length > 0,
    hasSurveys: surveys.data.length > 0,
    // Its words come from here: the till's page has no room for them.
    gatherings: here.data.length > 0 ? m.gatherings_door_open() : null,
    asksByTelephone: surveys.telephone,
    earnsOnTax: points.base === 'net' && place.taxRates.length === 0,
    earnsOnGross: points.base === 'gross',
    manual: manualTerms(manualDiscounts, session.roles),
    askAbove: unusualAmount(place.currency, till.askAbove),
    categoryNames: Object.fromEntries(till.categoryNames.map(({ category, names }) => [category, names])),
  };
};

/** Null if the cashier takes nothing off by hand. */
function manualTerms(settings: Club['manualDiscounts'], roles: readonly Role[]) {
  if (!settings) return null;
  const { cashierPercent, managerPercent, reasons, otherReasons } = settings;
  const percent = managers.some((role) => roles.includes(role)) ? managerPercent : cashierPercent;
  return percent > 0 ? { percent, reasons, otherReasons } : null;
}

async function quickKeys(api: Api, location: string, left = pages, cursor?: string): Promise<Product[]> {
  const page = await show(
    api.call(listProducts, {
      query: {
        quickKeys: 'true',
        active: 'true',
        location,
        channel: 'till',
        limit: 100,
        ...(cursor ? { cursor } : {}),
      },
    }),
  );
  const { next } = page.cursor;
  return next && left > 1 ? [...page.data, ...(await quickKeys(api, location, left - 1, next))] : page.data;
}
