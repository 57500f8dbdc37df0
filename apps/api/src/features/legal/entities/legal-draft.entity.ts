import type { LegalKind, Texts } from '@regulars/contracts';
import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';

@Entity('legal_drafts')
export class LegalDraftEntity {
  @PrimaryColumn('text', { update: false })
  kind!: LegalKind;

  @VersionColumn({ type: 'int', update: false })
  version!: number;

  /** Markdown by language. */
  @Column('jsonb')
  content!: Texts;

  @Column('timestamptz', { name: 'updated_at', nullable: true })
  updatedAt!: Date | null;
}
