import type {
  HistoryNeed,
  SaleDecision,
  SaleParticipant,
  SalePart,
  SaleRedoing,
  SaleReturn,
  SaleToDecide,
  SaleUndoing,
} from '../../apps/api/src/features/sales/index.ts';

export const firstPurchasePart: SalePart = {
  name: 'firsts',
  reads: 'firsts_reads',
  writes: 'firsts_writes',
  undoes: 'firsts_writes',
  redoes: 'firsts_writes',
};

/** It needs only the history: every member can win. */
export const firstPurchaseSchema = `
  create function firsts_reads(sales jsonb, locked boolean) returns jsonb language sql volatile as $$
    select jsonb_object_agg(sale->>'index', '{}'::jsonb) from jsonb_array_elements(sales) sale where sale->>'memberId' is not null
  $$;
  create function firsts_writes(rows jsonb) returns void language sql volatile as $$ select $$`;

/** A participant that rewards the first purchase of a member and stores the history that it read. */
export class FirstPurchaseParticipant implements SaleParticipant {
  readonly part = firstPurchasePart;
  /** The history that it requests; null for none. */
  days: readonly number[] | null = [1, 7];

  history(): HistoryNeed | null {
    return this.days && { windows: this.days };
  }

  decide(sales: readonly SaleToDecide[]): SaleDecision[] {
    return sales.map(({ sale: { history } }) => {
      if (!history) return { effects: [], rows: [] };
      const reason = history.count === 0 ? null : 'not-the-first';
      const outcome = reason === null ? 'applied' : 'not-applied';
      const figures = { count: history.count, windows: history.windows.map((window) => ({ ...window })) };
      return { effects: [{ kind: 'first', reference: 'any', outcome, reason, figures }], rows: [] };
    });
  }

  redo(): SaleRedoing {
    return { redone: [], rows: [] };
  }

  undo(returns: readonly SaleReturn[]): SaleUndoing[] {
    return returns.map(() => ({ undone: [], rows: [] }));
  }
}
