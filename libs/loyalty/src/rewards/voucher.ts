import { endOfDate, localDateOf } from '../calendar.ts';
import type { Instant } from '../clock.ts';

/** Expiry follows from the time alone; `expired` is stored once it has given back what it gives. */
export type VoucherState = 'issued' | 'used' | 'cancelled' | 'expired';

/** @param expiresAt the first moment when it cannot be used */
export const voucherStateAt = (stored: VoucherState, expiresAt: Instant, now: Instant): VoucherState =>
  stored === 'issued' && expiresAt <= now ? 'expired' : stored;

/** A voucher is valid until the end of a day in the club's zone. */
export const voucherExpiry = (issuedAt: Instant, days: number, zone: string): Instant =>
  endOfDate(localDateOf(issuedAt, zone).add({ days }), zone);

export type VoucherRefusal = 'voucher-used' | 'voucher-expired' | 'voucher-cancelled';

/** Why a voucher in this state cannot be used; null if it can. */
export const voucherRefusal = (state: VoucherState): VoucherRefusal | null => useRefusals[state];

/** Why the points of a voucher in this state cannot be returned; null if they can. */
export const cancellationRefusal = (
  state: VoucherState,
): Exclude<VoucherRefusal, 'voucher-cancelled'> | 'already-cancelled' | null => cancellationRefusals[state];

const useRefusals = {
  issued: null,
  used: 'voucher-used',
  expired: 'voucher-expired',
  cancelled: 'voucher-cancelled',
} as const satisfies Record<VoucherState, VoucherRefusal | null>;

const cancellationRefusals = { ...useRefusals, cancelled: 'already-cancelled' } as const;
