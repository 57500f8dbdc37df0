import type { OwnVoucher } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { validUntil } from '#lib/shell/valid-until.ts';
import { dateTime } from '#lib/ui/format.ts';

/** What has become of a voucher, or until when it is valid. */
export const voucherStateText = (voucher: OwnVoucher, timeZone: string): string => {
  const until = validUntil(voucher.expiresAt, timeZone);
  if (voucher.state === 'cancelled') return m.member_voucher_was_cancelled();
  if (voucher.state === 'expired') return m.member_voucher_was_expired({ date: until });
  if (voucher.state === 'issued') return m.member_vouchers_until({ date: until });
  const date = dateTime(voucher.usedAt ?? voucher.issuedAt, 'date', timeZone);
  return voucher.usedAtLocation
    ? m.member_voucher_was_used_at({ date, location: voucher.usedAtLocation })
    : m.member_voucher_was_used({ date });
};
