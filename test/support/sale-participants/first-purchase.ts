import type { HistoryNeed, SaleDecision, SaleToDecide } from '../../../apps/api/src/features/sales/index.ts';
import { StoringNothing } from './storing-nothing.ts';

/** Rewards the first purchase of a member, and keeps in the effect the history that it read. */
export class FirstPurchaseParticipant extends StoringNothing {
  /** The history that it requests; null for none. */
  days: readonly number[] | null = [1, 7];

  constructor() {
    super('firsts');
  }

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
}
