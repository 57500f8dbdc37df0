import { claimPurchase, listLocations, type Location } from '@regulars/contracts';
import { minorUnits } from '#lib/purchases/member/amount.ts';
import { m } from '#lib/paraglide/messages.js';
import { show, type Api } from '#lib/server/api.ts';
import { refusalOf, refuse, typedValues } from '#lib/server/form.ts';
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

export const actions: Actions = {
  default: async (event) => {
    requireMember(event);
    const { locals, request } = event;
    const values = typedValues(await request.formData());
    const fields: Record<string, string> = {};
    for (const name of ['location', 'number', 'date', 'total']) {
      if (!values[name]) fields[name] = m.common_field_required();
    }
    const { location = '', number = '', date = '' } = values;
    const shop = (await openLocations(locals.api)).find(({ code }) => code === location);
    if (location && !shop) fields.location = m.common_field_wrong();
    const total = minorUnits(values.total ?? '', digitsOf(shop?.currency ?? 'EUR'));
    if (values.total && total === null) fields.total = m.member_claim_total_wrong();
    if (total === null || Object.keys(fields).length > 0) return refuse(values, fields);
    try {
      const receipt = await locals.api.call(claimPurchase, {
        body: { location, number, date, total },
        key: values.key || crypto.randomUUID(),
      });
      return { purchaseId: receipt.id, earned: receipt.points?.earned ?? 0 };
    } catch (thrown) {
      return refusalOf(thrown, values);
    }
  },
};
