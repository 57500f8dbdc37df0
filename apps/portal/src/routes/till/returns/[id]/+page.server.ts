import { randomUUID } from 'node:crypto';
import { getPurchase, returnPurchase } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { show } from '#lib/server/api.ts';
import { Faults, openForm, submit } from '#lib/server/submit.ts';
import { requireRole, sellers } from '#lib/server/session.ts';
import { chosenLines } from '#lib/purchases/shared/returned-lines.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  requireRole(event, sellers);
  const purchase = await show(event.locals.api.call(getPurchase, { params: { id: event.params.id } }));
  return { purchase, key: randomUUID() };
};

// A field for each line of the purchase.
const taking = openForm('return');

export const actions: Actions = {
  default: (event) => {
    requireRole(event, sellers);
    return submit(event, taking, (values) => {
      const lines = chosenLines(values);
      if (!lines) throw new Faults({ chosen: m.till_return_quantity_wrong() });
      if (lines.length === 0) throw new Faults({ chosen: m.till_return_nothing() });
      const { reason, key } = values;
      if (!reason) throw new Faults({ reason: m.common_field_required() });
      return event.locals.api.call(returnPurchase, {
        params: { id: event.params.id },
        body: { lines, reason },
        key,
      });
    });
  },
};
