import type { Condition } from '@regulars/conditions';
import type { Offer, Texts } from '@regulars/contracts';
import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { DiscountTerms } from '../../discounts/index.ts';

@Entity('offers')
export class OfferEntity {
  @PrimaryColumn('uuid', { update: false })
  id!: string;

  @VersionColumn({ type: 'int', update: false })
  version!: number;

  @Column('text')
  state!: Offer['state'];

  @Column('jsonb')
  name!: Texts;

  @Column('jsonb', { nullable: true })
  description!: Texts | null;

  /** Why members get it, in words to them. */
  @Column('jsonb', { nullable: true })
  reason!: Texts | null;

  @Column('text')
  picture!: Offer['picture'];

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

  /** Null for all members. */
  @Column('jsonb', { nullable: true })
  audience!: Condition | null;

  @Column('text')
  activation!: Offer['activation'];

  /** Percent of the audience. */
  @Column('int', { name: 'held_out' })
  heldOut!: number;

  /** The smallest comes first. */
  @Column('int')
  place!: number;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
