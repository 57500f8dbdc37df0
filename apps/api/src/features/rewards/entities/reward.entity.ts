import type { Condition } from '@regulars/conditions';
import type { RewardEvent, Texts } from '@regulars/contracts';
import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { RewardRow } from '../reward.ts';

@Entity('rewards')
export class RewardEntity implements Omit<RewardRow, 'stocks'> {
  @PrimaryColumn('uuid', { update: false })
  id!: string;

  @VersionColumn({ type: 'int', update: false })
  version!: number;

  @Column('text')
  kind!: RewardRow['kind'];

  @Column('text')
  state!: RewardRow['state'];

  @Column('jsonb')
  name!: Texts;

  @Column('jsonb', { nullable: true })
  description!: Texts | null;

  @Column('jsonb')
  category!: Texts;

  @Column('text')
  picture!: RewardRow['picture'];

  @Column('bigint')
  points!: number;

  /** What members pay besides the points, by currency. */
  @Column('jsonb', { name: 'to_pay', nullable: true })
  toPay!: NonNullable<RewardRow['toPay']> | null;

  /** What a discount takes off a cart. */
  @Column('jsonb', { nullable: true })
  effect!: NonNullable<RewardRow['effect']> | null;

  /** Of a ticket. */
  @Column('jsonb', { nullable: true })
  event!: RewardEvent | null;

  /** What members of a tier and above pay instead of the usual points. */
  @Column('jsonb', { name: 'tier_prices' })
  tierPrices!: RewardRow['tierPrices'];

  /** Redemptions lower it. Null for as many as wanted. The sum of the locations, if it has its stock by location. */
  @Column('int', { nullable: true })
  stock!: number | null;

  /** From which managers are told; null for never. */
  @Column('int', { name: 'low_stock', nullable: true })
  lowStock!: number | null;

  @Column('int', { name: 'per_member', nullable: true })
  perMember!: number | null;

  @Column('timestamptz', { name: 'valid_from', nullable: true })
  validFrom!: Date | null;

  @Column('timestamptz', { name: 'valid_until', nullable: true })
  validUntil!: Date | null;

  @Column('int', { name: 'voucher_days' })
  voucherDays!: number;

  /** Only members of this tier and above see and redeem it. */
  @Column('uuid', { name: 'tier_id', nullable: true })
  tierId!: string | null;

  /** Of those who see and redeem it; null for all. */
  @Column('jsonb', { nullable: true })
  audience!: Condition | null;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
