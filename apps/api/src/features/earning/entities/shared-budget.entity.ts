import type { BudgetPeriod } from '@regulars/loyalty';
import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { SharedBudgetRecord } from '../shared-budget-record.ts';

/** A budget of all rules together. Other tables store what was given of it. */
@Entity('shared_budgets')
export class SharedBudgetEntity implements SharedBudgetRecord {
  @PrimaryColumn('uuid', { update: false })
  id!: string;

  @VersionColumn({ type: 'int', update: false })
  version!: number;

  @Column({ type: 'uuid', name: 'location_id', nullable: true, update: false })
  locationId!: string | null;

  @Column('text')
  per!: BudgetPeriod;

  @Column('bigint')
  points!: number;

  @Column({ type: 'timestamptz', update: false })
  since!: Date;
}
