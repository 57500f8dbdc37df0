import { changeApprovalLimits, getApprovalSettings, makeApprovalCodes } from '@regulars/contracts';
import { attempt, missingIn, refuseAt } from '#lib/shell/form/attempt.server.ts';
import { m } from '#lib/paraglide/messages.js';
import { show } from '#lib/server/api.ts';
import { typedValues } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api } }) => ({
  settings: await show(api.call(getApprovalSettings)),
});

/** Undefined for what is no limit; nothing typed is none. */
const limitIn = (typed: string): number | null | undefined => {
  const text = typed.replaceAll(/[\s.']/g, '');
  if (text === '') return null;
  return /^\d{1,9}$/.test(text) && Number(text) > 0 ? Number(text) : undefined;
};

export const actions: Actions = {
  limit: async ({ request, locals: { api } }) => {
    const values = typedValues(await request.formData());
    const points = limitIn(values.points ?? '');
    if (points === undefined) return refuseAt('limit', values, { points: m.approvals_limit_wrong() });
    return attempt('limit', values, () => api.call(changeApprovalLimits, { body: { points } }));
  },
  codes: async ({ request, locals: { api } }) => {
    const { password = '' } = typedValues(await request.formData());
    const missing = missingIn({ password }, ['password']);
    if (missing.password) return refuseAt('codes', {}, missing);
    return attempt('codes', {}, () => api.call(makeApprovalCodes, { body: { password } }));
  },
};
