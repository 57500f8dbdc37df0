import { randomUUID } from 'node:crypto';
import { assignPurchase, getPurchase, returnPurchase, reverseReturn } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { isAssignable } from '#lib/purchases/shared/assignable.ts';
import { chosenLines } from '#lib/purchases/shared/returned-lines.ts';
import { show } from '#lib/server/api.ts';
import { anyText, someText } from '#lib/server/fields.ts';
import { managers, requireRole } from '#lib/server/session.ts';
import { Faults, form, openForm, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const purchase = await show(locals.api.call(getPurchase, { params }));
  const zone = locals.club?.timeZone ?? 'Europe/Vienna';
  return { purchase, assignable: isAssignable(purchase, { now: Date.now(), zone }), key: randomUUID() };
};

// A field for each line of the purchase.
const goods = openForm('return');
const reversal = form('reverse', { mistaken: anyText, key: anyText, reason: someText });
const assignment = form('assign', { memberId: anyText, key: anyText });

export const actions: Actions = {
  assign: (event) => {
    requireRole(event, managers);
    return submit(
      event,
      assignment,
      ({ memberId, key }) => {
        if (!memberId) throw new Faults({ memberId: m.console_assign_choose() });
        return event.locals.api.call(assignPurchase, {
          params: { id: event.params.id },
          body: { memberId },
          key,
        });
      },
      { atField: { 'member-not-active': ['memberId', m.common_problem_member_not_active()] } },
    );
  },
  return: (event) => {
    requireRole(event, managers);
    return submit(event, goods, (values) => {
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
  reverse: (event) => {
    requireRole(event, managers);
    return submit(event, reversal, ({ mistaken: id, key, reason }) =>
      event.locals.api.call(reverseReturn, { params: { id }, body: { reason }, key }),
    );
  },
};
