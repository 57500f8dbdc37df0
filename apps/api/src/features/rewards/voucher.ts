import type { OwnVoucher, Reward, Texts, Voucher } from '@regulars/contracts';
import {
  eventBegun,
  formatVoucherCode,
  maskVoucherCode,
  parseCode,
  voucherQrText,
  voucherStateAt,
  type VoucherState,
} from '@regulars/loyalty';
import { isMember, type Actor } from '../../platform/actor.ts';
import { toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';

export interface VoucherRow {
  id: string;
  code: string;
  redemption_id: string;
  member_id: string;
  kind: Reward['kind'];
  reward_name: Texts;
  picture: Reward['picture'];
  points: number;
  /** What the member pays besides the points. */
  to_pay: Reward['toPay'];
  /** What it takes off a cart. */
  effect: Reward['effect'];
  /** Of a ticket. */
  event: Reward['event'];
  state: VoucherState;
  issued_at: Date;
  /** First moment when it cannot be used. */
  expires_at: Date;
  /** Whether its expiry gives points or a piece of the stock back. */
  gives_back: boolean;
  /** A reserved checkout, until `held_until`. */
  held_by: string | null;
  held_until: Date | null;
  /** Where its piece lies; null for every location. */
  pick_up_location_id: string | null;
  used_at: Date | null;
  used_location_id: string | null;
}

/** A till that sees a voucher in a member's list uses its id. The code is for members who show it. */
export const isVoucherId = (text: string): boolean =>
  /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

/** The stored code of a scanned or typed one. Throws `unknown-voucher` if it cannot be one. */
export const readVoucherCode = (text: string): string => {
  const code = parseCode(text);
  if (code.kind === 'voucher') return code.code;
  throw new ClubError('unknown-voucher', {
    detail: 'This is not a voucher code. Check it for typing errors',
    guess: false,
  });
};

export const stateOf = ({ state, expires_at }: VoucherRow, now: number): VoucherState =>
  voucherStateAt(state, expires_at.getTime(), now);

/** Whether a checkout holds it, another than `checkoutId`. */
export const isHeld = (
  { held_by: heldBy, held_until: until }: Pick<VoucherRow, 'held_by' | 'held_until'>,
  now: number,
  checkoutId?: string,
): boolean => heldBy !== null && heldBy !== checkoutId && until !== null && until.getTime() > now;

/** What its expiry does with points and stock. */
const expiryOf = ({ state, gives_back: givesBack }: VoucherRow): Voucher['expiry'] => {
  if (state === 'expired') return 'gave-back';
  return givesBack ? 'gives-back' : 'keeps';
};

/** Throws `event-begun`: the place was kept for them. */
export const assertNotBegun = ({ event }: VoucherRow, now: number): void => {
  if (event && eventBegun(Date.parse(event.startsAt), now)) throw new ClubError('event-begun');
};

/** For the member, without the partner's code. */
export type ShownVoucher = Omit<OwnVoucher, 'partnerCode'>;

/** In the reader's language. */
export interface VoucherPlaces {
  readonly pickUp: Voucher['pickUp'];
  readonly usedAt: string | null;
}

export const showVoucher = (
  row: VoucherRow,
  now: number,
  { pickUp, usedAt }: VoucherPlaces,
): ShownVoucher => ({
  id: row.id,
  code: formatVoucherCode(row.code),
  state: stateOf(row, now),
  kind: row.kind,
  rewardName: row.reward_name,
  picture: row.picture,
  toPay: row.to_pay,
  effect: row.effect,
  event: row.event,
  pickUp,
  expiresAt: toInstant(row.expires_at),
  redemptionId: row.redemption_id,
  memberId: row.member_id,
  points: row.points,
  issuedAt: toInstant(row.issued_at),
  expiry: expiryOf(row),
  usedAt: row.used_at && toInstant(row.used_at),
  usedAtLocation: usedAt,
  qr: voucherQrText(row.code),
});

/** For staff and keys, who get the whole code only when the member shows it. */
export const masked = (voucher: ShownVoucher): Voucher => ({
  ...voucher,
  code: maskVoucherCode(voucher.code),
  qr: null,
});

/** Members get the whole code; those who act for them do not. */
export const shownTo = (actor: Actor, voucher: ShownVoucher): Voucher =>
  isMember(actor, voucher.memberId) ? voucher : masked(voucher);
