import { Injectable } from '@nestjs/common';
import { isoOf, type Instant, type Json } from '@regulars/loyalty';
import type { Actor } from '../../platform/actor.ts';
import { newId } from '../../platform/ids.ts';
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

/** The SQL functions of discounts by hand in a sale. */
export const manualDiscountsPart: SalePart = {
  name: 'manual',
  reads: 'manual_discounts_read',
  writes: 'manual_discounts_write',
  recalls: 'manual_discounts_recall',
  undoes: 'manual_discounts_move',
  redoes: 'manual_discounts_move',
};

/** What a checkout takes off by hand: `asks.manual` of a sale. */
export type AskedManualDiscount = {
  /** Null for all goods. */
  readonly line: number | null;
  /** Hundredths; null for an amount. */
  readonly percent: number | null;
  /** What it takes off, in minor units. */
  readonly amount: number;
  readonly reason: string;
  /** One of the reasons of the club. */
  readonly listed: boolean;
  readonly by: { readonly kind: Actor['kind']; readonly id: string | null };
};

type Asked = readonly AskedManualDiscount[];

/** Keeps discounts by hand with their purchase. They have no limit that others could use up, so nothing is locked. */
@Injectable()
export class ManualDiscountParticipant implements SaleParticipant<Asked> {
  readonly part = manualDiscountsPart;

  constructor(participants: SaleParticipants) {
    participants.register(this);
  }

  /** Only a sale that asks for them has any. */
  awaits(): Promise<boolean> {
    return Promise.resolve(false);
  }

  decide(sales: readonly SaleToDecide<Asked>[]): readonly SaleDecision[] {
    return sales.map(({ sale, context }) => {
      const given = context.map((asked) => ({ id: newId(), asked }));
      return {
        effects: given.map(({ id, asked }) => ({
          kind: 'manual',
          reference: id,
          outcome: 'applied',
          reason: null,
          figures: { discount: asked.amount, currency: sale.purchase.currency },
        })),
        rows: given.map(({ id, asked }) => rowOf(id, sale, asked)),
      };
    });
  }

  /** With the last of the goods. Until then, lines share it out. */
  undo(returns: readonly SaleReturn[]): readonly SaleUndoing[] {
    return returns.map(({ whole, effects, returnedAt }) => {
      const undone = whole ? effects : [];
      return { undone, rows: moved(undone, returnedAt) };
    });
  }

  redo({ effects }: SaleReturn): SaleRedoing {
    return { redone: effects, rows: moved(effects, null) };
  }
}

const rowOf = (
  id: string,
  { purchaseId, memberId, purchase, bookedAt }: Sale,
  { line, percent, amount, reason, listed, by }: AskedManualDiscount,
): Json => ({
  id,
  purchase_id: purchaseId,
  member_id: memberId,
  location_id: purchase.locationId,
  line,
  percent,
  amount,
  currency: purchase.currency,
  reason,
  listed,
  actor_kind: by.kind,
  actor_id: by.id,
  given_at: isoOf(bookedAt),
});

const moved = (effects: SaleReturn['effects'], endedAt: Instant | null): Json[] =>
  effects.map(({ reference }) => ({ id: reference, ended_at: endedAt === null ? null : isoOf(endedAt) }));
