import { holds, pastDaysOf, type Condition } from '@regulars/conditions';
import { saleSubject } from '@regulars/loyalty';
import type { HistoryNeed, SaleDecision, SaleToDecide } from '../../../apps/api/src/features/sales/index.ts';
import { StoringNothing } from './storing-nothing.ts';

/** Evaluates conditions at every sale of a member, and keeps in the effect which of them were true. */
export class AskingParticipant extends StoringNothing {
  conditions: readonly Condition[] = [];

  constructor() {
    super('asking');
  }

  history(): HistoryNeed {
    return { purchases: this.conditions.flatMap(pastDaysOf) };
  }

  decide(sales: readonly SaleToDecide[]): SaleDecision[] {
    return sales.map(({ sale: { purchase, history, zone } }) => {
      const subject = saleSubject(purchase, history?.purchases ?? [], zone);
      const held = this.conditions.map((condition) => holds(condition, subject));
      const figures = { held, read: history?.purchases?.length ?? null };
      return {
        effects: [{ kind: 'asked', reference: 'all', outcome: 'applied', reason: null, figures }],
        rows: [],
      };
    });
  }
}
