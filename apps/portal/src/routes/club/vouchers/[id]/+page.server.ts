import { error } from '@sveltejs/kit';
import { cancelRedemption, showPartnerCode, type OwnVoucher } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { qrImage } from '#lib/server/codes.ts';
import { findOwnVoucher } from '#lib/rewards/member/vouchers.server.ts';
import { problemText } from '#lib/shell/problem.ts';
import { show } from '#lib/server/api.ts';
import { anyText } from '#lib/server/fields.ts';
import { form, submit } from '#lib/server/submit.ts';
import { requireMember } from '#lib/server/session.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const voucher = await show(findOwnVoucher(locals.api, params.id));
  if (!voucher) error(404, { message: problemText('unknown-voucher') });
  return {
    voucher,
    qr: await qrOf(voucher),
    asked: url.searchParams.has('ask'),
    isNew: url.searchParams.has('new'),
    key: crypto.randomUUID(),
  };
};

/** What the partner reads, or the till. */
const qrOf = async ({ partnerCode, state, qr }: OwnVoucher): Promise<string | null> => {
  const text = partnerCode ?? (state === 'issued' ? qr : null);
  return text === null ? null : qrImage(text);
};

const cancel = form('cancel', { key: anyText });
const partner = form('partner', {});

export const actions: Actions = {
  partner: (event) => {
    requireMember(event);
    const { locals, params } = event;
    return submit(event, partner, async () => {
      await locals.api.call(showPartnerCode, { params });
      return null;
    });
  },
  cancel: async (event) => {
    requireMember(event);
    const { locals, params } = event;
    const voucher = await show(findOwnVoucher(locals.api, params.id));
    if (!voucher) error(404, { message: problemText('unknown-voucher') });
    return submit(event, cancel, async ({ key }) => {
      const { points } = await locals.api.call(cancelRedemption, {
        params: { id: voucher.redemptionId },
        key: key || crypto.randomUUID(),
      });
      return m.member_voucher_cancelled_toast({ points: m.common_points({ count: points }) });
    });
  },
};
