import { error, redirect } from '@sveltejs/kit';
import { listOwnRewards, redeemReward } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { show } from '#lib/server/api.ts';
import { refusalOf, typedValues } from '#lib/server/form.ts';
import { requireMember } from '#lib/server/session.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { data } = await show(locals.api.call(listOwnRewards));
  const reward = data.find((one) => one.id === params.id);
  if (!reward) error(404, { message: m.member_reward_missing() });
  return { reward, key: crypto.randomUUID(), asked: url.searchParams.has('ask') };
};

export const actions: Actions = {
  redeem: async (event) => {
    requireMember(event);
    const { locals, params, request } = event;
    const values = typedValues(await request.formData());
    let voucherId: string;
    try {
      const redeemed = await locals.api.call(redeemReward, {
        params: { id: params.id },
        body: {},
        key: values.key || crypto.randomUUID(),
      });
      voucherId = redeemed.voucher.id;
    } catch (thrown) {
      return refusalOf(thrown, values);
    }
    redirect(303, `/club/vouchers/${voucherId}?new`);
  },
};
