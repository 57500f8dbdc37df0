import type { Condition } from '@regulars/conditions';
import type { Coupon, Texts } from '@regulars/contracts';
import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { DiscountTerms } from '../../discounts/index.ts';

@Entity('coupons')
export class CouponEntity {
  @PrimaryColumn('uuid', { update: false })
  id!: string;

  @VersionColumn({ type: 'int', update: false })
  version!: number;

  @Column('text')
  state!: Coupon['state'];

  @Column('jsonb')
  name!: Texts;

  @Column('jsonb', { nullable: true })
  description!: Texts | null;

  @Column('text')
  picture!: Coupon['picture'];

  /** As people read it. */
  @Column('text', { nullable: true })
  code!: string | null;

  /** What all its spellings have in common. */
  @Column('text', { name: 'code_key', nullable: true })
  codeKey!: string | null;

  /** Whether a return of all goods makes a unique code usable again. */
  @Column('boolean', { name: 'codes_return' })
  codesReturn!: boolean;

  /** Of a unique code; null: it ends with the coupon. */
  @Column('int', { name: 'days_after_issue', nullable: true })
  daysAfterIssue!: number | null;

  @Column('timestamptz', { name: 'starts_at', nullable: true })
  startsAt!: Date | null;

  /** Exclusive. */
  @Column('timestamptz', { name: 'ends_at', nullable: true })
  endsAt!: Date | null;

  @Column('jsonb')
  terms!: DiscountTerms;

  /** Made from the terms by PostgreSQL, until the end. Nothing reads it, so no row has it. */
  @Column({
    type: 'uuid',
    name: 'category_id',
    nullable: true,
    insert: false,
    update: false,
    select: false,
  })
  declare categoryId: string | null;

  /** Whether members find it. */
  @Column('boolean')
  shown!: boolean;

  /** Of those who find it; null for all. */
  @Column('jsonb', { nullable: true })
  audience!: Condition | null;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
