import type { BodyOf, setLegalSettings } from '@regulars/contracts';
import type { RetentionCountry } from '@regulars/loyalty';
import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';

/** The only row says who runs the club. */
@Entity('legal_settings')
export class LegalSettingsEntity implements BodyOf<typeof setLegalSettings> {
  @PrimaryColumn('smallint', { update: false })
  id!: number;

  @VersionColumn({ type: 'int', update: false })
  version!: number;

  @Column('text', { nullable: true })
  country!: RetentionCountry | null;

  @Column('int', { name: 'notice_days', nullable: true })
  noticeDays!: number | null;

  @Column('text')
  operator!: string;

  @Column('text')
  address!: string;

  @Column('text')
  email!: string;

  @Column('text')
  phone!: string;

  @Column('text')
  register!: string;

  @Column('text', { name: 'tax_id' })
  taxId!: string;

  @Column('text')
  authority!: string;
}
