import type { Transactions } from '../../platform/database/transactions.ts';
import type { TypedStatement } from '../../platform/database/statement.ts';
import type { SummedKind } from './day-sums.repository.ts';
import type { Summer } from './day-sums.ts';

type Days = readonly string[] | null;
type Zone = string | null;

interface Steps {
  /** The first day of anything in this zone. */
  readonly first: TypedStatement<{ readonly day: string | null }, readonly [Zone]>;
  readonly remove: TypedStatement<unknown, readonly [Days]>;
  /** Of these days in this zone; they are not there. */
  readonly sumUp: TypedStatement<unknown, readonly [Days, Zone]>;
  readonly clear: TypedStatement<unknown, readonly []>;
}

/** Sums by local day in one table. */
export class SummedTable implements Summer {
  constructor(
    private readonly transactions: Transactions,
    readonly kind: SummedKind,
    private readonly steps: Steps,
  ) {}

  async firstDay(zone: string): Promise<string | null> {
    return (await this.transactions.query(this.steps.first, [zone]))[0]?.day ?? null;
  }

  async make(days: readonly string[], zone: string): Promise<void> {
    await this.transactions.query(this.steps.remove, [days]);
    await this.transactions.query(this.steps.sumUp, [days, zone]);
  }

  async clear(): Promise<void> {
    await this.transactions.query(this.steps.clear);
  }
}
