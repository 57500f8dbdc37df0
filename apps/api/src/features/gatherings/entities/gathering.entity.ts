import type { Gathering, gatheringPlaces, Texts } from '@regulars/contracts';
import type { Reminder } from '@regulars/loyalty';
import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';

@Entity('gatherings')
export class GatheringEntity {
  @PrimaryColumn('uuid', { update: false })
  id!: string;

  @VersionColumn({ type: 'int', update: false })
  version!: number;

  @Column({ type: 'uuid', name: 'community_id', update: false })
  communityId!: string;

  @Column('text')
  state!: 'draft' | 'planned' | 'cancelled';

  @Column('jsonb')
  title!: Texts;

  @Column('jsonb', { nullable: true })
  description!: Texts | null;

  @Column('text')
  picture!: Gathering['picture'];

  @Column('timestamptz', { name: 'starts_at' })
  startsAt!: Date;

  @Column('timestamptz', { name: 'ends_at' })
  endsAt!: Date;

  @Column('text', { name: 'place_kind' })
  placeKind!: (typeof gatheringPlaces)[number];

  @Column({ type: 'uuid', name: 'location_id', nullable: true })
  locationId!: string | null;

  @Column('text', { nullable: true })
  address!: string | null;

  @Column('text', { nullable: true })
  link!: string | null;

  /** Null for any number. */
  @Column('int', { nullable: true })
  places!: number | null;

  /** Null for the start. */
  @Column('timestamptz', { name: 'answers_until', nullable: true })
  answersUntil!: Date | null;

  @Column('text', { nullable: true })
  reason!: string | null;

  /** The number of its calendar file. */
  @Column('int')
  revision!: number;

  /** The last reminder that was sent. */
  @Column('text', { nullable: true })
  reminded!: Reminder | null;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
