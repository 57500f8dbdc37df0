import type { BudgetPeriod } from '@regulars/loyalty';

/** A budget of a location or of the club. */
export interface SharedBudgetRecord {
  readonly id: string;
  readonly version: number;
  /** Null for the club. */
  readonly locationId: string | null;
  readonly per: BudgetPeriod;
  readonly points: number;
  /** Purchases before are not limited. */
  readonly since: Date;
}
