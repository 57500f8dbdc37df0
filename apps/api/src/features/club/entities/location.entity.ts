import type { Location } from '@regulars/contracts';
import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';

@Entity('locations')
export class LocationEntity implements Location {
  @PrimaryColumn('uuid', { update: false })
  id!: string;

  @VersionColumn({ type: 'int', update: false })
  version!: number;

  @Column({ type: 'text', update: false })
  code!: string;

  @Column('text')
  name!: string;

  @Column('text')
  kind!: Location['kind'];

  @Column('char', { length: 3 })
  currency!: string;

  @Column('text')
  address!: string;

  @Column('text', { name: 'opening_hours' })
  openingHours!: string;

  @Column('jsonb', { name: 'tax_rates' })
  taxRates!: Location['taxRates'];

  @Column('boolean')
  active!: boolean;
}
