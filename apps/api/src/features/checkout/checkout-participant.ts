import { Injectable } from '@nestjs/common';
import type { Instant } from '@regulars/loyalty';
import { ClubError } from '../../platform/club-error.ts';
import {
  SaleParticipants,
  type SaleDecision,
  type SaleParticipant,
  type SalePart,
  type SaleRedoing,
  type SaleReturn,
  type SaleToDecide,
  type SaleUndoing,
} from '../sales/index.ts';
import { assertUnfinished, type Standing } from './checkout.ts';

/** The SQL functions of checkouts in a sale. */
export const checkoutsPart: SalePart = {
  name: 'checkouts',
  reads: 'checkouts_read',
  writes: 'checkouts_write',
  recalls: 'checkouts_recall',
  undoes: 'checkouts_undo',
  redoes: 'checkouts_undo',
};

/** A checkout under the locks of its sale, as `checkouts_read` tells it. */
export interface CheckoutAtSale extends Standing {
  readonly id: string;
  readonly version: number;
  /** With which the cart was priced. */
  readonly asked: number;
}

/** Ends a checkout with its purchase. Returns change nothing about it. */
@Injectable()
export class CheckoutParticipant implements SaleParticipant<CheckoutAtSale> {
  readonly part = checkoutsPart;

  constructor(participants: SaleParticipants) {
    participants.register(this);
  }

  /** Only a sale that asks for a checkout has one. */
  awaits(): Promise<boolean> {
    return Promise.resolve(false);
  }

  decide(sales: readonly SaleToDecide<CheckoutAtSale>[]): readonly SaleDecision[] {
    return sales.map(({ sale, context }) => {
      assertAsTold(context, sale.bookedAt);
      return { effects: [], rows: [{ id: context.id, purchase_id: sale.purchaseId }] };
    });
  }

  undo(returns: readonly SaleReturn[]): readonly SaleUndoing[] {
    return returns.map(() => ({ undone: [], rows: [] }));
  }

  redo(): SaleRedoing {
    return { redone: [], rows: [] };
  }
}

/** Under its lock. Throws `checkout-changed` and the refusals of `assertUnfinished`. */
export const assertAsTold = ({ version, asked, ...standing }: CheckoutAtSale, at: Instant): void => {
  assertUnfinished(standing, at);
  if (version !== asked) throw new ClubError('checkout-changed');
};
