import { error, redirect } from '@sveltejs/kit';
import { listOwnRewards, redeemReward } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { show } from '#lib/server/api.ts';
import { anyText } from '#lib/server/fields.ts';
import { form, submit } from '#lib/server/submit.ts';
import { requireMember } from '#lib/server/session.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { data } = await show(locals.api.call(listOwnRewards));
  const reward = data.find((one) => one.id === params.id);
  if (!reward) error(404, { message: m.member_reward_missing() });
  return { reward, key: crypto.randomUUID(), asked: url.searchParams.has('ask') };
};

const redeem = form('redeem', { key: anyText });

export const actions: Actions = {
  redeem: (event) => {
    requireMember(event);
    const { locals, params } = event;
    return submit(event, redeem, async ({ key }) => {
      const { voucher } = await locals.api.call(redeemReward, {
        params: { id: params.id },
        body: {},
        key: key || crypto.randomUUID(),
      });
      redirect(303, `/club/vouchers/${voucher.id}?new`);
    });
  },
};
