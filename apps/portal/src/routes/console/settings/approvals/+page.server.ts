import { changeApprovalLimits, getApprovalSettings, makeApprovalCodes } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { show } from '#lib/server/api.ts';
import { anyText, readBy, someText } from '#lib/server/fields.ts';
import { Faults, form, submit } from '#lib/server/submit.ts';
import { minorOf } from '#lib/shell/form/amount.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api } }) => ({
  settings: await show(api.call(getApprovalSettings)),
});

/** Empty means no limit. */
const limitIn = (typed: string): { points: number | null } | null => {
  const text = typed.replaceAll(/[\s.']/g, '');
  if (text === '') return { points: null };
  return /^\d{1,9}$/.test(text) && Number(text) > 0 ? { points: Number(text) } : null;
};

const limit = form('limit', {
  points: readBy(limitIn, m.approvals_limit_wrong, 'read'),
  cost: anyText,
});
const codes = form('codes', { password: someText });

export const actions: Actions = {
  limit: (event) =>
    submit(event, limit, ({ points, cost: typed }) => {
      const { api, club } = event.locals;
      const cost = typed === '' ? null : minorOf(typed, club?.reportingCurrency ?? 'EUR');
      if (cost === 0 || (cost === null && typed !== ''))
        throw new Faults({ cost: m.approvals_cost_limit_wrong() });
      return api.call(changeApprovalLimits, { body: { ...points, cost } });
    }),
  codes: (event) => submit(event, codes, (body) => event.locals.api.call(makeApprovalCodes, { body })),
};
