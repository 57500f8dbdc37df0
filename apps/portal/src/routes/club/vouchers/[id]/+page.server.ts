import { error } from '@sveltejs/kit';
import { cancelRedemption } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { qrImage } from '#lib/server/codes.ts';
import { findOwnVoucher } from '#lib/rewards/member/vouchers.server.ts';
import { problemText } from '#lib/shell/problem.ts';
import { show } from '#lib/server/api.ts';
import { refusalOf, typedValues } from '#lib/server/form.ts';
import { requireMember } from '#lib/server/session.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const voucher = await show(findOwnVoucher(locals.api, params.id));
  if (!voucher) error(404, { message: problemText('unknown-voucher') });
  return {
    voucher,
    qr: voucher.state === 'issued' ? await qrImage(voucher.qr) : null,
    asked: url.searchParams.has('ask'),
    isNew: url.searchParams.has('new'),
    key: crypto.randomUUID(),
  };
};

export const actions: Actions = {
  cancel: async (event) => {
    requireMember(event);
    const { locals, params, request } = event;
    const values = typedValues(await request.formData());
    const voucher = await show(findOwnVoucher(locals.api, params.id));
    if (!voucher) error(404, { message: problemText('unknown-voucher') });
    try {
      const { points } = await locals.api.call(cancelRedemption, {
        params: { id: voucher.redemptionId },
        key: values.key || crypto.randomUUID(),
      });
      return { done: m.member_voucher_cancelled_toast({ points: m.common_points({ count: points }) }) };
    } catch (thrown) {
      return refusalOf(thrown, values);
    }
  },
};
