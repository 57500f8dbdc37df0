import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { ChosenCountries } from '../chosen-rules.ts';

/** The only row is what the club has chosen. */
@Entity('permission_settings')
export class PermissionSettingsEntity {
  @PrimaryColumn({ type: 'smallint', update: false })
  id!: number;

  @VersionColumn({ type: 'int', update: false })
  version!: number;

  @Column('jsonb')
  countries!: ChosenCountries;

  @Column('int', { name: 'quiet_from', nullable: true })
  quietFrom!: number | null;

  @Column('int', { name: 'quiet_until', nullable: true })
  quietUntil!: number | null;

  @Column('int', { name: 'most_per_week', nullable: true })
  mostPerWeek!: number | null;

  /** Signs links to preferences; made by the migration. */
  @Column({ type: 'bytea', name: 'link_key', insert: false, update: false })
  linkKey!: Buffer;
}
