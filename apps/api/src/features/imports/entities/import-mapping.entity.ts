import type { SavedImportMapping } from '@regulars/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A mapping of columns, unique by kind and name. */
@Entity('import_mappings')
export class ImportMappingEntity implements SavedImportMapping {
  @PrimaryColumn('uuid', { update: false })
  id!: string;

  @Column('text')
  name!: string;

  @Column('text')
  kind!: SavedImportMapping['kind'];

  @Column('jsonb')
  mapping!: SavedImportMapping['mapping'];

  @Column('jsonb')
  options!: SavedImportMapping['options'];
}
