import { error } from '@sveltejs/kit';
import { couponQrText } from '@regulars/loyalty';
import { ownCoupons } from '#lib/coupons/member/shown-coupon.server.ts';
import { m } from '#lib/paraglide/messages.js';
import { qrImage } from '#lib/server/codes.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api, club }, params }) => {
  const coupon = (await ownCoupons(api, club?.timeZone)).find(({ id }) => id === params.id);
  if (!coupon) error(404, { message: m.coupons_own_gone() });
  return { coupon, qr: coupon.code === null ? null : await qrImage(couponQrText(coupon.code)) };
};
