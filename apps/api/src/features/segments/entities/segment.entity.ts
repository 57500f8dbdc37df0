import type { Condition } from '@regulars/conditions';
import type { Texts } from '@regulars/contracts';
import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';

/** A segment without its members. */
@Entity('segments')
export class SegmentEntity {
  @PrimaryColumn('uuid', { update: false })
  id!: string;

  @VersionColumn({ type: 'int', update: false })
  version!: number;

  @Column('jsonb')
  name!: Texts;

  @Column('jsonb', { nullable: true })
  condition!: Condition | null;

  @Column({ type: 'boolean' })
  announced!: boolean;

  @Column({ type: 'timestamptz', name: 'created_at', update: false })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;

  /** A removed one is kept for a day. */
  @Column({ type: 'timestamptz', name: 'removed_at', nullable: true, select: false, update: false })
  removedAt!: Date | null;
}
