import type { Texts } from '@regulars/contracts';
import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';

/** A named list of article numbers. They are rows of their own. */
@Entity('product_sets')
export class ProductSetEntity {
  @PrimaryColumn('uuid', { update: false })
  id!: string;

  @VersionColumn({ type: 'int', update: false })
  version!: number;

  @Column('jsonb')
  name!: Texts;

  @Column('int')
  skus!: number;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
