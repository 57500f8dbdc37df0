import type { Condition } from '@regulars/conditions';
import type { Community, Texts } from '@regulars/contracts';
import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';

@Entity('communities')
export class CommunityEntity {
  @PrimaryColumn('uuid', { update: false })
  id!: string;

  @VersionColumn({ type: 'int', update: false })
  version!: number;

  @Column('text')
  state!: Community['state'];

  @Column('jsonb')
  name!: Texts;

  @Column('jsonb')
  description!: Texts;

  /** Null for those of the club. */
  @Column('jsonb', { nullable: true })
  rules!: Texts | null;

  @Column('text')
  picture!: Community['picture'];

  @Column('text')
  colour!: Community['colour'];

  @Column('text')
  entry!: Community['entry'];

  @Column('text', { array: true })
  interests!: string[];

  /** Null for all members. */
  @Column('jsonb', { nullable: true })
  audience!: Condition | null;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
