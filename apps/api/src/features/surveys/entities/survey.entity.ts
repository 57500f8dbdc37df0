import type { Condition } from '@regulars/conditions';
import type { Survey, SurveyDefinition, Texts } from '@regulars/contracts';
import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';

@Entity('surveys')
export class SurveyEntity {
  @PrimaryColumn('uuid', { update: false })
  id!: string;

  @VersionColumn({ type: 'int', update: false })
  version!: number;

  @Column('text')
  state!: Survey['state'];

  @Column('jsonb')
  name!: Texts;

  /** What the next version asks. */
  @Column('jsonb')
  draft!: SurveyDefinition;

  /** The version that members are asked. */
  @Column('int', { nullable: true })
  published!: number | null;

  /** Null for all members. */
  @Column('jsonb', { nullable: true })
  audience!: Condition | null;

  @Column('jsonb')
  distribution!: Survey['distribution'];

  @Column('timestamptz', { name: 'starts_at', nullable: true })
  startsAt!: Date | null;

  /** Exclusive. */
  @Column('timestamptz', { name: 'ends_at', nullable: true })
  endsAt!: Date | null;

  /** When the club ended it; null while it has not. */
  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt!: Date | null;

  /** NPS scores up to this one make a task; null for none. */
  @Column('int', { name: 'call_back_up_to', nullable: true })
  callBackUpTo!: number | null;

  @Column('boolean')
  anonymous!: boolean;

  /** Of a coupon for everyone, whose code thanks for anonymous answers; null for none. */
  @Column('uuid', { name: 'thanks_coupon_id', nullable: true })
  thanksCouponId!: string | null;

  /** Signs its open links; made by the migration. Read by its own statement, so that no survey carries it. */
  @Column({ type: 'bytea', name: 'link_key', select: false, insert: false, update: false })
  linkKey!: Buffer;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
