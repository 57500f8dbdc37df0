import type { OwnVoucher } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { validUntil } from '#lib/shell/valid-until.ts';
import { dateTime } from '#lib/ui/format.ts';

const expired: Record<OwnVoucher['expiry'], (inputs: { date: string }) => string> = {
  keeps: m.member_voucher_was_expired,
  'gives-back': m.member_voucher_gives_back,
  'gave-back': m.member_voucher_gave_back,
};

/** What has become of a voucher, or until when it is valid. */
export const voucherStateText = (voucher: OwnVoucher, timeZone: string): string => {
  const until = validUntil(voucher.expiresAt, timeZone);
  if (voucher.state === 'cancelled') return m.member_voucher_was_cancelled();
  const expiry = voucher.points > 0 ? voucher.expiry : 'keeps';
  if (voucher.state === 'expired') return expired[expiry]({ date: until });
  if (voucher.state === 'issued')
    return expiry === 'keeps'
      ? m.member_vouchers_until({ date: until })
      : m.member_voucher_until_back({ date: until });
  const date = dateTime(voucher.usedAt ?? voucher.issuedAt, 'date', timeZone);
  return voucher.usedAtLocation
    ? m.member_voucher_was_used_at({ date, location: voucher.usedAtLocation })
    : m.member_voucher_was_used({ date });
};
