import type { Texts, Tier } from '@regulars/contracts';
import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';

/** A tier. Its rank follows from its threshold. */
@Entity('tiers')
export class TierEntity implements Omit<Tier, 'rank'> {
  @PrimaryColumn('uuid', { update: false })
  id!: string;

  @VersionColumn({ type: 'int', update: false })
  version!: number;

  @Column('text')
  code!: string;

  @Column('jsonb')
  name!: Texts;

  @Column('bigint')
  threshold!: number;

  @Column('int', { name: 'multiplier_percent' })
  multiplierPercent!: number;

  @Column('jsonb', { nullable: true })
  benefits!: Texts | null;

  /** Members who reach the tier get a voucher of it. */
  @Column('uuid', { name: 'reward_id', nullable: true })
  rewardId!: string | null;
}
