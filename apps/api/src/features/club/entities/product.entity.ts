import type { Texts } from '@regulars/contracts';
import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { ProductRecord } from '../records.ts';

@Entity('products')
export class ProductEntity implements ProductRecord {
  @PrimaryColumn('uuid', { update: false })
  id!: string;

  @VersionColumn({ type: 'int', update: false })
  version!: number;

  @Column({ type: 'text', update: false })
  sku!: string;

  @Column('jsonb')
  name!: Texts;

  @Column('text')
  category!: string;

  @Column('text')
  brand!: string;

  @Column('text')
  kind!: ProductRecord['kind'];

  @Column('text')
  picture!: ProductRecord['picture'];

  @Column('jsonb')
  prices!: ProductRecord['prices'];

  @Column('numeric', {
    name: 'tax_rate',
    precision: 5,
    scale: 2,
    transformer: { to: (rate: number) => rate, from: Number },
  })
  taxRate!: number;

  @Column('text', { array: true })
  barcodes!: string[];

  @Column('boolean', { name: 'price_bound' })
  priceBound!: boolean;

  @Column('boolean', { name: 'quick_key' })
  quickKey!: boolean;

  @Column('text', { array: true })
  interests!: string[];

  @Column('boolean')
  active!: boolean;
}
