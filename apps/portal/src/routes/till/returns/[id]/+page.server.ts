import { randomUUID } from 'node:crypto';
import { getPurchase, returnPurchase } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { show } from '#lib/server/api.ts';
import { refusalOf, refuse, typedValues } from '#lib/server/form.ts';
import { requireRole, sellers } from '#lib/server/session.ts';
import { chosenLines } from '#lib/purchases/till/returned-lines.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  requireRole(event, sellers);
  const purchase = await show(event.locals.api.call(getPurchase, { params: { id: event.params.id } }));
  return { purchase, key: randomUUID() };
};

export const actions: Actions = {
  default: async (event) => {
    requireRole(event, sellers);
    const values = typedValues(await event.request.formData());
    const lines = chosenLines(values);
    if (!lines) return refuse(values, { chosen: m.till_return_quantity_wrong() });
    if (lines.length === 0) return refuse(values, { chosen: m.till_return_nothing() });
    if (!values.reason) return refuse(values, { reason: m.common_field_required() });
    try {
      const reply = await event.locals.api.call(returnPurchase, {
        params: { id: event.params.id },
        body: { lines, reason: values.reason },
        key: values.key,
      });
      return { returned: reply };
    } catch (thrown) {
      return refusalOf(thrown, values);
    }
  },
};
