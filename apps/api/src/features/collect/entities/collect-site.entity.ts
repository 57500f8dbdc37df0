import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';

/** A web page of the shop that the club collects from. */
@Entity('collect_sites')
export class CollectSiteEntity {
  @PrimaryColumn('uuid', { update: false })
  id!: string;

  @VersionColumn({ type: 'int', update: false })
  version!: number;

  @Column('text')
  name!: string;

  @Column('text')
  key!: string;

  @Column('bytea')
  secret!: Buffer;

  @Column('text', { array: true })
  origins!: string[];

  @Column('text')
  state!: 'collecting' | 'paused';

  @Column({ type: 'timestamptz', name: 'created_at', update: false })
  createdAt!: Date;
}
