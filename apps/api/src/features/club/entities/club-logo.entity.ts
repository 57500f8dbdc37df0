import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The only row is the club's logo. */
@Entity('club_logos')
export class ClubLogoEntity {
  @PrimaryColumn('smallint', { update: false })
  id!: number;

  @Column('text')
  hash!: string;

  @Column('bytea')
  bytes!: Buffer;
}
