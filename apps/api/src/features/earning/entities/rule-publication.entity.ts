import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** The time for which a version of a rule was published, who published it and who ended it. */
@Entity('rule_publications')
export class RulePublicationEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id!: number;

  @Column({ type: 'uuid', name: 'rule_id', update: false })
  ruleId!: string;

  @Column({ type: 'int', update: false })
  version!: number;

  /** Percent of the members; null for all. */
  @Column({ type: 'int', nullable: true, update: false })
  share!: number | null;

  /** Null for the whole past. */
  @Column({ type: 'timestamptz', name: 'live_from', nullable: true, update: false })
  liveFrom!: Date | null;

  @Column('timestamptz', { name: 'live_until', nullable: true })
  liveUntil!: Date | null;

  @Column({ type: 'timestamptz', name: 'published_at', nullable: true, update: false })
  publishedAt!: Date | null;

  @Column({ type: 'text', name: 'published_by', nullable: true, update: false })
  publishedBy!: string | null;

  @Column('timestamptz', { name: 'closed_at', nullable: true })
  closedAt!: Date | null;

  @Column('text', { name: 'closed_by', nullable: true })
  closedBy!: string | null;
}
