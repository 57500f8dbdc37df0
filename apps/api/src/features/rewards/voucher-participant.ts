import { Injectable } from '@nestjs/common';
import {
  isoOf,
  voucherRefusal,
  voucherStateAt,
  type Instant,
  type Json,
  type VoucherState,
} from '@regulars/loyalty';
import { ClubError } from '../../platform/club-error.ts';
import type { ClubEvent } from '../../platform/events/outbox.ts';
import {
  SaleParticipants,
  type Sale,
  type SaleDecision,
  type SaleParticipant,
  type SalePart,
  type SaleRedoing,
  type SaleReturn,
  type SaleToDecide,
  type SaleUndoing,
} from '../sales/index.ts';

/** The SQL functions of vouchers in a sale. */
export const vouchersPart: SalePart = {
  name: 'vouchers',
  reads: 'vouchers_read',
  writes: 'vouchers_write',
  recalls: 'vouchers_recall',
  undoes: 'vouchers_undo',
  redoes: 'vouchers_redo',
};

/** A voucher that a checkout uses: `asks.vouchers` of a sale. */
export type AskedVoucher = {
  readonly id: string;
  /** In the cart. */
  readonly place: number;
  /** What it takes off, in minor units. */
  readonly discount: number;
  /** Where, as the event names it. */
  readonly location: string | null;
  /** The checkout that holds it already. */
  readonly hold?: string;
};

interface VoucherAtSale {
  readonly state: VoucherState;
  readonly redemptionId: string;
  readonly memberId: string;
  readonly heldBy: string | null;
  readonly heldUntil: Instant | null;
  readonly expiresAt: Instant;
  readonly asked: AskedVoucher;
}

/** What `vouchers_read` tells about one sale. */
export type VouchersContext = readonly VoucherAtSale[];

/** A voucher that a purchase used, as `vouchers_recall` tells it. */
interface RecalledVoucher {
  readonly id: string;
  readonly redemptionId: string;
  readonly memberId: string;
  /** Nobody has used it since it came back. */
  readonly free: boolean;
}
type Recalled = readonly RecalledVoucher[];

/** Uses the vouchers of a checkout. Of several that want the same one, all but the first are refused. */
@Injectable()
export class VoucherParticipant implements SaleParticipant<VouchersContext, Recalled> {
  readonly part = vouchersPart;

  constructor(participants: SaleParticipants) {
    participants.register(this);
  }

  /** Only a sale that asks for vouchers has any. */
  awaits(): Promise<boolean> {
    return Promise.resolve(false);
  }

  decide(sales: readonly SaleToDecide<VouchersContext>[]): readonly SaleDecision[] {
    return sales.map(({ sale, context }) => {
      assertUsable(context, sale.bookedAt);
      return {
        effects: context.map(({ asked }) => effectOf(sale, asked)),
        rows: context.map(({ asked }) => useOf(sale, asked)),
        events: context.map(({ memberId, redemptionId, asked: { id, location } }) =>
          usedEvent({ id, redemptionId, memberId }, sale.bookedAt, location),
        ),
      };
    });
  }

  /** The member has paid for it with points, so it always comes back with the last of the goods. */
  undo(returns: readonly SaleReturn<Recalled>[]): readonly SaleUndoing[] {
    return returns.map(({ whole, effects, purchaseId, bookedAt, recalled }) => {
      const undone = whole ? effects : [];
      const rows = undone.map(({ reference }) => ({ id: reference, purchase_id: purchaseId }));
      const events = chosen(recalled, undone).map(({ id: voucherId, redemptionId, memberId }): ClubEvent => ({
        name: 'voucher.given-back',
        memberId,
        at: bookedAt,
        data: { voucherId, redemptionId },
      }));
      return { undone, rows, events };
    });
  }

  /** Throws `voucher-used` for one that was used since, or gave its points back: nobody gets its worth twice. */
  redo({ effects, purchaseId, bookedAt, recalled }: SaleReturn<Recalled>): SaleRedoing {
    const vouchers = chosen(recalled, effects);
    if (vouchers.some(({ free }) => !free))
      throw new ClubError('voucher-used', 'It came back with the goods, and is gone since');
    return {
      redone: effects,
      rows: effects.map(({ reference, figures }) => ({
        id: reference,
        purchase_id: purchaseId,
        used_at: isoOf(bookedAt),
        location_id: figures.locationId ?? null,
      })),
      events: vouchers.map((voucher) => usedEvent(voucher, bookedAt, null)),
    };
  }
}

const chosen = (recalled: Recalled | null, effects: readonly { readonly reference: string }[]): Recalled =>
  (recalled ?? []).filter(({ id }) => effects.some(({ reference }) => reference === id));

const effectOf = ({ purchase }: Sale, { id, discount }: AskedVoucher): SaleDecision['effects'][number] => ({
  kind: 'voucher',
  reference: id,
  outcome: 'applied',
  reason: null,
  figures: { discount, currency: purchase.currency, locationId: purchase.locationId },
});

const useOf = ({ purchaseId, bookedAt, purchase }: Sale, { id, discount }: AskedVoucher): Json => ({
  id,
  purchase_id: purchaseId,
  location_id: purchase.locationId,
  used_at: isoOf(bookedAt),
  discount,
});

const usedEvent = (
  { id: voucherId, redemptionId, memberId }: Pick<RecalledVoucher, 'id' | 'redemptionId' | 'memberId'>,
  at: Instant,
  location: string | null,
): ClubEvent => ({ name: 'voucher.used', memberId, at, data: { voucherId, redemptionId, location } });

/** Under their locks. Throws `checkout-expired`, `voucher-held`, `voucher-used`, `voucher-expired`, `voucher-cancelled`. */
export const assertUsable = (context: VouchersContext, at: Instant): void => {
  for (const { state, heldBy, heldUntil, expiresAt, asked } of context) {
    const isOwn = asked.hold !== undefined && heldBy === asked.hold;
    if (asked.hold !== undefined && !isOwn) throw new ClubError('checkout-expired');
    // What is held counts as it was told.
    const refusal = voucherRefusal(isOwn ? state : voucherStateAt(state, expiresAt, at));
    const pointer = `/codes/${asked.place}`;
    if (refusal) throw ClubError.field(refusal, pointer, 'a voucher counts once');
    if (!isOwn && heldBy !== null && heldUntil !== null && heldUntil > at)
      throw ClubError.field('voucher-held', pointer, 'held by another checkout');
  }
};
