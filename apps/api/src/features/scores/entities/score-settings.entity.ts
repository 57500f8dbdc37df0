import type { OwnScoreSettings, ScoreGroup } from '@regulars/contracts';
import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';

/** The only row is what the club has chosen. */
@Entity('score_settings')
export class ScoreSettingsEntity {
  @PrimaryColumn({ type: 'smallint', update: false })
  id!: number;

  @VersionColumn({ type: 'int', update: false })
  version!: number;

  @Column('int', { name: 'window_days', nullable: true })
  windowDays!: number | null;

  @Column('int', { name: 'share_a' })
  shareA!: number;

  @Column('int', { name: 'share_b' })
  shareB!: number;

  /** Null: the usual ones. */
  @Column('jsonb', { nullable: true })
  groups!: ScoreGroup[] | null;

  /** Of the club's own. */
  @Column('jsonb')
  scores!: OwnScoreSettings[];
}
