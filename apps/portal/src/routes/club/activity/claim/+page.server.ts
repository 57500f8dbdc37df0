import { claimPurchase, listLocations, type Location } from '@regulars/contracts';
import { minorUnits } from '#lib/purchases/member/amount.ts';
import { m } from '#lib/paraglide/messages.js';
import { show, type Api } from '#lib/server/api.ts';
import { anyText, someText } from '#lib/server/fields.ts';
import { Faults, form, submit } from '#lib/server/submit.ts';
import { requireMember } from '#lib/server/session.ts';
import type { Actions, PageServerLoad } from './$types';

const mostLocations = 200;

async function openLocations(api: Api): Promise<Location[]> {
  const { data } = await show(api.call(listLocations, { query: { limit: mostLocations } }));
  return data.filter((location) => location.active);
}

export const load: PageServerLoad = async ({ locals }) => {
  const locations = await openLocations(locals.api);
  return {
    locations: locations.map(({ code, name, currency }) => ({ value: code, label: `${name} (${currency})` })),
    key: crypto.randomUUID(),
    today: Temporal.Now.plainDateISO(locals.club?.timeZone).toString(),
  };
};

const digitsOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;

const claim = form('claim', {
  key: anyText,
  location: someText,
  number: someText,
  date: someText,
  total: someText,
});

export const actions: Actions = {
  default: (event) => {
    requireMember(event);
    const { api } = event.locals;
    return submit(event, claim, async ({ key, location, number, date, total: typed }) => {
      const shop = (await openLocations(api)).find(({ code }) => code === location);
      if (!shop) throw new Faults({ location: m.common_field_wrong() });
      const total = minorUnits(typed, digitsOf(shop.currency));
      if (total === null) throw new Faults({ total: m.member_claim_total_wrong() });
      const receipt = await api.call(claimPurchase, {
        body: { location, number, date, total },
        key: key || crypto.randomUUID(),
      });
      return { purchaseId: receipt.id, earned: receipt.points?.earned ?? 0 };
    });
  },
};
