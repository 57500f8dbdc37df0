import { listOwnActivity, listOwnRewards, listOwnVouchers } from '@regulars/contracts';
import { sendConfirmation } from '#lib/members/member/confirmation.server.ts';
import { isToday, partOfDay } from '#lib/home/member/time.server.ts';
import { show } from '#lib/server/api.ts';
import type { Actions, PageServerLoad } from './$types';

const shown = { vouchers: 3, activity: 4 };

export const load: PageServerLoad = async ({ locals: { api, club }, parent }) => {
  const [rewards, vouchers, activity, { me }] = await Promise.all([
    show(api.call(listOwnRewards)),
    show(api.call(listOwnVouchers, { query: { limit: shown.vouchers } })),
    show(api.call(listOwnActivity, { query: { limit: shown.activity } })),
    parent(),
  ]);
  const zone = club?.timeZone ?? 'Europe/Vienna';
  return {
    rewards: rewards.data,
    vouchers: vouchers.data.filter((voucher) => voucher.state === 'issued'),
    activity: activity.data,
    greeting: isToday(me.member.birthday, zone) ? ('birthday' as const) : partOfDay(zone),
  };
};

export const actions: Actions = { confirmation: sendConfirmation };
