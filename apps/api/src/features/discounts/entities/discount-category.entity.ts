import type { Texts, WithinDiscountCategory } from '@regulars/contracts';
import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';

@Entity('discount_categories')
export class DiscountCategoryEntity {
  @PrimaryColumn('uuid', { update: false })
  id!: string;

  @VersionColumn({ type: 'int', update: false })
  version!: number;

  @Column('jsonb')
  name!: Texts;

  /** The smallest comes first. */
  @Column('smallint')
  priority!: number;

  @Column('text')
  within!: WithinDiscountCategory;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
