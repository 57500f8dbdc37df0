import type { Texts } from '@regulars/contracts';
import type { Instant } from '@regulars/loyalty';

/** A table without its versions. */
export interface RateTableRecord {
  readonly id: string;
  readonly version: number;
  readonly name: Texts;
  readonly currency: string;
  readonly updatedAt: Date;
}

/** One version without its rows. */
export interface RateVersionRecord {
  readonly id: string;
  readonly tableId: string;
  readonly number: number;
  /** Null: it also counts for all purchases before it. */
  readonly validFrom: Date | null;
  readonly createdAt: Date;
  readonly rates: number;
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
}

export const beginOf = ({ validFrom }: Pick<RateVersionRecord, 'validFrom'>): Instant =>
  validFrom?.getTime() ?? -Infinity;
