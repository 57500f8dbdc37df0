import type { Texts } from '@regulars/contracts';
import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';

/** A table of rates. Its versions and their rows are tables of their own. */
@Entity('rate_tables')
export class RateTableEntity {
  @PrimaryColumn('uuid', { update: false })
  id!: string;

  @VersionColumn({ type: 'int', update: false })
  version!: number;

  @Column('jsonb')
  name!: Texts;

  @Column({ type: 'text', update: false })
  currency!: string;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
