import type {
  ApprovalLimits,
  Club,
  ManualDiscountSettings,
  PointsPaymentSettings,
  PointsPolicy,
  TillSettings,
} from '@regulars/contracts';
import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';

/** The only row is the club. */
@Entity('clubs')
export class ClubEntity {
  @PrimaryColumn('smallint', { update: false })
  id!: number;

  @VersionColumn({ type: 'int', update: false })
  version!: number;

  @Column('text')
  name!: string;

  @Column('text')
  accent!: string;

  @Column('text', { array: true })
  languages!: Club['languages'];

  @Column('text', { name: 'time_zone' })
  timeZone!: string;

  @Column('char', { name: 'reporting_currency', length: 3 })
  reportingCurrency!: string;

  @Column('jsonb')
  points!: PointsPolicy;

  @Column('jsonb')
  till!: TillSettings;

  @Column('jsonb', { name: 'points_payment', nullable: true })
  pointsPayment!: PointsPaymentSettings | null;

  @Column('jsonb', { name: 'manual_discounts', nullable: true })
  manualDiscounts!: ManualDiscountSettings | null;

  @Column('smallint', { name: 'discounts_per_cart' })
  discountsPerCart!: number;

  @Column('smallint', { name: 'survey_rest_days' })
  surveyRestDays!: number;

  @Column('text', { nullable: true })
  country!: string | null;

  @Column('jsonb')
  interests!: Club['interests'];

  @Column('jsonb')
  cards!: Club['cards'];

  @Column('boolean')
  demo!: boolean;

  /** Identifies the picture. */
  @Column('text', { nullable: true })
  logo!: string | null;

  @Column('jsonb')
  approvals!: ApprovalLimits;
}
