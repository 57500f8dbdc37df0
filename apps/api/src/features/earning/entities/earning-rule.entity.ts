import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';

/** A rule. Its versions contain what it says, its publications when it applies. */
@Entity('earning_rules')
export class EarningRuleEntity {
  @PrimaryColumn('uuid', { update: false })
  id!: string;

  /** The newest. */
  @VersionColumn({ type: 'int', update: false })
  version!: number;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
