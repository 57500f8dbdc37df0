import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';

/** A rule. What it says stands in its versions, when it applies in its publications. */
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
