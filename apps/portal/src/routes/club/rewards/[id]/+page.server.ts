import { error, redirect } from '@sveltejs/kit';
import type { z } from 'zod';
import { listOwnRewards, operationOf, redeemReward } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { ApiProblem, show } from '#lib/server/api.ts';
import { anyText } from '#lib/server/fields.ts';
import { form, submit } from '#lib/server/submit.ts';
import { requireMember } from '#lib/server/session.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { data } = await show(locals.api.call(listOwnRewards));
  const reward = data.find((one) => one.id === params.id);
  if (!reward) error(404, { message: m.member_reward_missing() });
  const asked = url.searchParams.has('ask');
  return { reward, key: crypto.randomUUID(), asked, repriced: url.searchParams.has('repriced') };
};

const redeem = form('redeem', { key: anyText, location: anyText });

const told = operationOf(redeemReward).body.shape.price;

/** The price that the member read; the API checks it. Undefined if the page sent none. */
const priceTold = (url: URL): z.output<typeof told> => {
  try {
    return told.safeParse(JSON.parse(url.searchParams.get('price') ?? '')).data;
  } catch {
    return undefined;
  }
};

export const actions: Actions = {
  redeem: (event) => {
    requireMember(event);
    const { locals, params, url } = event;
    return submit(event, redeem, async ({ key, location }) => {
      // The page then shows the price of now.
      const showPrice = (): never => redirect(303, `/club/rewards/${params.id}?repriced`);
      // Nobody pays a price that they were not told.
      const price = priceTold(url) ?? showPrice();
      const { voucher } = await locals.api
        .call(redeemReward, {
          params: { id: params.id },
          body: { price, ...(location ? { location } : {}) },
          key: key || crypto.randomUUID(),
        })
        .catch((refusal: unknown) => {
          if (refusal instanceof ApiProblem && refusal.code === 'reward-price-changed') showPrice();
          throw refusal;
        });
      redirect(303, `/club/vouchers/${voucher.id}?new`);
    });
  },
};
