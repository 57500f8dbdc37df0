import type { SaleDecision, SaleToDecide } from '../../../apps/api/src/features/sales/index.ts';
import { StoringNothing } from './storing-nothing.ts';

/** Fails in sales of members, when it decides or when it writes. */
export class BrokenParticipant extends StoringNothing {
  /** Its SQL functions, of which one fails. */
  readonly failing: string;
  at: 'decides' | 'writes' | null = null;

  constructor() {
    super('broken');
    this.failing = `${this.schema};
      create or replace function ${this.part.writes}(rows jsonb) returns void language plpgsql volatile as $$
      begin
        raise exception 'broken';
      end $$`;
  }

  decide(sales: readonly SaleToDecide[]): SaleDecision[] {
    if (this.at === 'decides') throw new Error('broken');
    return sales.map(() => ({ effects: [], rows: this.at === 'writes' ? [{}] : [] }));
  }
}
