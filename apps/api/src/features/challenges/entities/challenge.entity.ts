import type { Challenge, Texts } from '@regulars/contracts';
import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';

@Entity('challenges')
export class ChallengeEntity {
  @PrimaryColumn('uuid', { update: false })
  id!: string;

  @VersionColumn({ type: 'int', update: false })
  version!: number;

  @Column('text')
  state!: Challenge['state'];

  @Column('jsonb')
  name!: Texts;

  @Column('jsonb', { nullable: true })
  description!: Texts | null;

  @Column('text')
  picture!: Challenge['picture'];

  @Column('timestamptz', { name: 'starts_at', nullable: true })
  startsAt!: Date | null;

  /** Exclusive. */
  @Column('timestamptz', { name: 'ends_at', nullable: true })
  endsAt!: Date | null;

  @Column('int')
  goal!: number;

  @Column('boolean')
  repeats!: boolean;

  @Column('int', { name: 'most_filled', nullable: true })
  mostFilled!: number | null;

  @Column('jsonb')
  terms!: Challenge['terms'];

  @Column('jsonb')
  reward!: Challenge['reward'];

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
