import { holds, pastDaysOf, type Condition } from '@regulars/conditions';
import { saleSubject } from '@regulars/loyalty';
import type {
  HistoryNeed,
  SaleDecision,
  SaleParticipant,
  SalePart,
  SaleRedoing,
  SaleReturn,
  SaleToDecide,
  SaleUndoing,
} from '../../../apps/api/src/features/sales/index.ts';

export const askingPart: SalePart = {
  name: 'asking',
  reads: 'asking_reads',
  writes: 'asking_writes',
  undoes: 'asking_writes',
  redoes: 'asking_writes',
};

export const askingSchema = `
  create function asking_reads(sales jsonb, locked boolean) returns jsonb language sql volatile as $$
    select jsonb_object_agg(sale->>'index', '{}'::jsonb) from jsonb_array_elements(sales) sale where sale->>'memberId' is not null
  $$;
  create function asking_writes(rows jsonb) returns void language sql volatile as $$ select $$`;

/** Evaluates conditions at every sale of a member, and stores in the effect which of them were true. */
export class AskingParticipant implements SaleParticipant {
  readonly part = askingPart;
  conditions: readonly Condition[] = [];

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

  redo(): SaleRedoing {
    return { redone: [], rows: [] };
  }

  undo(returns: readonly SaleReturn[]): SaleUndoing[] {
    return returns.map(() => ({ undone: [], rows: [] }));
  }
}
