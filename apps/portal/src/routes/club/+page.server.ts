import {
  getClosing,
  listOwnActivity,
  listOwnOffers,
  listOwnRewards,
  listOwnVouchers,
} from '@regulars/contracts';
import { gatheringsAhead } from '#lib/gatherings/member/gathering-lists.server.ts';
import { keepMembership } from '#lib/members/member/closing.server.ts';
import { sendConfirmation } from '#lib/members/member/confirmation.server.ts';
import { shownOffer } from '#lib/offers/member/shown-offer.server.ts';
import { isToday, partOfDay } from '#lib/home/member/time.server.ts';
import { show } from '#lib/server/api.ts';
import { askLater, hintedSurvey } from '#lib/surveys/member/later.server.ts';
import { newestNews, putAway } from '#lib/surveys/member/news.server.ts';
import type { Actions, PageServerLoad } from './$types';

const shown = { vouchers: 3, activity: 4, offers: 3 };

export const load: PageServerLoad = async ({ locals, cookies, parent }) => {
  const { api, club } = locals;
  const [rewards, offers, vouchers, activity, { closing }, survey, news, gatherings, { me }] =
    await Promise.all([
      show(api.call(listOwnRewards)),
      show(api.call(listOwnOffers, { query: { at: 'home' } })),
      show(api.call(listOwnVouchers, { query: { limit: shown.vouchers } })),
      show(api.call(listOwnActivity, { query: { limit: shown.activity } })),
      show(api.call(getClosing)),
      show(hintedSurvey({ locals, cookies })),
      show(newestNews(api)),
      show(gatheringsAhead(api)),
      parent(),
    ]);
  const zone = club?.timeZone ?? 'Europe/Vienna';
  return {
    rewards: rewards.data,
    offers: offers.data
      .filter(({ state }) => state !== 'used')
      .slice(0, shown.offers)
      .map(shownOffer(zone))
      .map(({ id, name, off, picture, state }) => ({ id, name, off, picture, state })),
    vouchers: vouchers.data.filter((voucher) => voucher.state === 'issued'),
    activity: activity.data,
    closing,
    survey,
    news,
    gatherings,
    greeting: isToday(me.member.birthday, zone) ? ('birthday' as const) : partOfDay(zone),
  };
};

export const actions: Actions = {
  confirmation: sendConfirmation,
  keep: keepMembership,
  later: askLater,
  away: putAway,
};
