import type { RuleContent } from '@regulars/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The content of a version of a rule. It never changes. */
@Entity('earning_rule_versions')
export class EarningRuleVersionEntity {
  @PrimaryColumn('uuid', { name: 'rule_id', update: false })
  ruleId!: string;

  @PrimaryColumn('int', { update: false })
  version!: number;

  @Column({ type: 'jsonb', update: false })
  content!: RuleContent;

  @Column({ type: 'timestamptz', name: 'created_at', update: false })
  createdAt!: Date;

  @Column({ type: 'text', name: 'created_by', nullable: true, update: false })
  createdBy!: string | null;
}
