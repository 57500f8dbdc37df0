import { approveReferral, listReferrals, refuseReferral } from '@regulars/contracts';
import { referralStates } from '#lib/referrals/console/looks.ts';
import { show } from '#lib/server/api.ts';
import { anyText, someText } from '#lib/server/fields.ts';
import { form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, url }) => {
  const { searchParams } = url;
  const state = referralStates.find((one) => one === searchParams.get('state'));
  const cursor = searchParams.get('cursor');
  const query = { limit: 20, ...(state ? { state } : {}), ...(cursor ? { cursor } : {}) };
  return { referrals: await show(api.call(listReferrals, { query })) };
};

const approve = form('approve', { id: anyText, reason: anyText });
const refuse = form('refuse', { id: anyText, reason: someText });

export const actions: Actions = {
  approve: (event) =>
    submit(event, approve, ({ id, reason }) =>
      event.locals.api.call(approveReferral, { params: { id }, body: reason === '' ? {} : { reason } }),
    ),
  refuse: (event) =>
    submit(event, refuse, ({ id, reason }) =>
      event.locals.api.call(refuseReferral, { params: { id }, body: { reason } }),
    ),
};
