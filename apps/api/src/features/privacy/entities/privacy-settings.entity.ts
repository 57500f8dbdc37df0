import type { ChosenRetention } from '@regulars/contracts';
import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';

/** The only row is what the club has chosen. Null for the default of the country. */
@Entity('privacy_settings')
export class PrivacySettingsEntity implements ChosenRetention {
  @PrimaryColumn({ type: 'smallint', update: false })
  id!: number;

  @VersionColumn({ type: 'int', update: false })
  version!: number;

  @Column('text', { nullable: true })
  country!: ChosenRetention['country'] | null;

  @Column('int', { name: 'profile_days', nullable: true })
  profileDays!: number | null;

  @Column('int', { name: 'consent_proof_years', nullable: true })
  consentProofYears!: number | null;

  @Column('int', { name: 'bookkeeping_years', nullable: true })
  bookkeepingYears!: number | null;
}
