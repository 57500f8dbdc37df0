import { m } from '#lib/paraglide/messages.js';
import { validUntil } from '#lib/shell/valid-until.ts';
import { dateTime } from '#lib/ui/format.ts';
import type { TillVoucher } from '#lib/till/shared/till-api.ts';
import { verdictOf, type Verdict } from '#lib/till/shared/verdict.ts';

/** Why a voucher cannot be used any more, with when and where it was used. */
export function spentVerdict(voucher: TillVoucher, timeZone: string): Verdict {
  if (voucher.state === 'cancelled') return verdictOf('voucher-cancelled');
  if (voucher.state === 'expired') {
    const isBack = voucher.expiry === 'gave-back' && voucher.points > 0;
    const say = isBack ? m.till_bad_expired_back : m.till_bad_expired_at;
    return { ...verdictOf('voucher-expired'), text: say({ when: validUntil(voucher.expiresAt, timeZone) }) };
  }
  const used = verdictOf('voucher-used');
  if (voucher.usedAt === null) return used;
  const when = dateTime(voucher.usedAt, 'short', timeZone);
  const where = voucher.usedAtLocation;
  return { ...used, text: where ? m.till_bad_used_where({ when, where }) : m.till_bad_used_at({ when }) };
}
