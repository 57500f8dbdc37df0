import type {
  SaleDecision,
  SaleParticipant,
  SalePart,
  SaleRedoing,
  SaleReturn,
  SaleToDecide,
  SaleUndoing,
} from '../../../apps/api/src/features/sales/index.ts';

/** A participant with work in every sale of a member, and without tables of its own. */
export abstract class StoringNothing implements SaleParticipant {
  readonly part: SalePart;
  /** Its SQL functions. */
  readonly schema: string;

  constructor(name: string) {
    const [reads, writes, recalls] = [`${name}_reads`, `${name}_writes`, `${name}_recalls`];
    this.part = { name, reads, writes, recalls, undoes: writes, redoes: writes };
    this.schema = `
      create function ${reads}(sales jsonb, locked boolean) returns jsonb language sql volatile as $$
        select jsonb_object_agg(sale->>'index', '{}'::jsonb) from jsonb_array_elements(sales) sale where sale->>'memberId' is not null
      $$;
      create function ${recalls}(purchases uuid[]) returns jsonb language sql stable as $$ select null::jsonb $$;
      create function ${writes}(rows jsonb) returns void language sql volatile as $$ select $$`;
  }

  abstract decide(sales: readonly SaleToDecide[]): SaleDecision[];

  undo(returns: readonly SaleReturn[]): SaleUndoing[] {
    return returns.map(() => ({ undone: [], rows: [] }));
  }

  redo(): SaleRedoing {
    return { redone: [], rows: [] };
  }
}
