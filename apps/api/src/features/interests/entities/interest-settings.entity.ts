import type { InterestSettings } from '@regulars/contracts';
import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';

/** The only row is what the club has chosen. */
@Entity('interest_settings')
export class InterestSettingsEntity {
  @PrimaryColumn({ type: 'smallint', update: false })
  id!: number;

  @VersionColumn({ type: 'int', update: false })
  version!: number;

  @Column('int')
  threshold!: number;

  /** Null: the usual ones. */
  @Column('jsonb', { nullable: true })
  sources!: InterestSettings['sources'] | null;

  @Column('jsonb')
  categories!: InterestSettings['categories'];
}
