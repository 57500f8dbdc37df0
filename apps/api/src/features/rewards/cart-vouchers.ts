import { Injectable } from '@nestjs/common';
import type { RewardEffect, Texts } from '@regulars/contracts';
import {
  parseCode,
  voucherRefusal,
  voucherStateAt,
  type Instant,
  type NotRedeemed,
  type VoucherState,
} from '@regulars/loyalty';
import { Locations } from '../club/index.ts';
import { CartVouchersRepository } from './cart-vouchers.repository.ts';
import { isHeld, isVoucherId } from './voucher.ts';

/** A voucher among the codes of a cart. */
export interface CartVoucher {
  readonly id: string;
  /** The last characters of its code. */
  readonly ending: string;
  readonly memberId: string;
  readonly name: Texts;
  readonly effect: RewardEffect | null;
  readonly state: VoucherState;
  readonly expiresAt: Instant;
  readonly heldBy: string | null;
  readonly heldUntil: Date | null;
}

/** The sale in which vouchers are said. */
interface VouchersSale {
  readonly at: Instant;
  readonly memberId: string | null;
}

/** What the codes of a cart stand for that are those of vouchers. Locks nothing: `VoucherParticipant` decides again. */
@Injectable()
export class CartVouchers {
  constructor(
    private readonly vouchers: CartVouchersRepository,
    private readonly locations: Locations,
  ) {}

  /** By the text as it was given: a code as typed or scanned, or an id. Others are left out. */
  async find(texts: readonly string[]): Promise<ReadonlyMap<string, CartVoucher>> {
    const keys = new Map(texts.flatMap((text) => keyOf(text)));
    const isId = (key: string): boolean => isVoucherId(key);
    const wanted = [...new Set(keys.values())];
    const rows = await this.vouchers.find(
      wanted.filter((key) => !isId(key)),
      wanted.filter(isId),
    );
    const known = new Map(rows.flatMap((row) => [row.id, row.code].map((key) => [key, row] as const)));
    return new Map(
      [...keys].flatMap(([text, key]) => {
        const row = known.get(key);
        return row ? [[text, voucherOf(row)] as const] : [];
      }),
    );
  }

  /** As events name it. */
  async placeName(locationId: string): Promise<string | null> {
    const location = await this.locations.byId(locationId);
    return location ? this.locations.nameForAll(location) : null;
  }
}

type Row = Awaited<ReturnType<CartVouchersRepository['find']>>[number];

const voucherOf = (row: Row): CartVoucher => ({
  id: row.id,
  ending: row.code.slice(-4),
  memberId: row.member_id,
  name: row.reward_name,
  effect: row.effect,
  state: row.state,
  expiresAt: row.expires_at.getTime(),
  heldBy: row.held_by,
  heldUntil: row.held_until,
});

const keyOf = (text: string): (readonly [string, string])[] => {
  if (isVoucherId(text)) return [[text, text.toLowerCase()]];
  const code = parseCode(text);
  return code.kind === 'voucher' ? [[text, code.code]] : [];
};

/** Why it takes nothing off a cart; null if it may. `checkoutId` may hold it. */
export const voucherRefusalInCart = (
  { memberId, effect, state, expiresAt, heldBy, heldUntil }: CartVoucher,
  sale: VouchersSale,
  checkoutId: string | undefined,
): NotRedeemed | null => {
  if (sale.memberId === null) return { kind: 'needs-member' };
  if (sale.memberId !== memberId) return { kind: 'voucher-not-for-member' };
  const refusal = voucherRefusal(voucherStateAt(state, expiresAt, sale.at));
  if (refusal) return { kind: refusal };
  if (isHeld({ held_by: heldBy, held_until: heldUntil }, sale.at, checkoutId))
    return { kind: 'voucher-held' };
  return effect ? null : { kind: 'voucher-without-effect' };
};
