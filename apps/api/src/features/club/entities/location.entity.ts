import type { Texts } from '@regulars/contracts';
import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { LocationRecord } from '../records.ts';

@Entity('locations')
export class LocationEntity implements LocationRecord {
  @PrimaryColumn('uuid', { update: false })
  id!: string;

  @VersionColumn({ type: 'int', update: false })
  version!: number;

  @Column({ type: 'text', update: false })
  code!: string;

  @Column('jsonb')
  name!: Texts;

  @Column('text')
  kind!: LocationRecord['kind'];

  @Column('char', { length: 3 })
  currency!: string;

  @Column('text')
  address!: string;

  @Column('text', { name: 'opening_hours' })
  openingHours!: string;

  @Column('jsonb', { name: 'tax_rates' })
  taxRates!: LocationRecord['taxRates'];

  @Column('text', { name: 'time_zone', nullable: true })
  timeZone!: string | null;

  @Column('boolean')
  active!: boolean;
}
