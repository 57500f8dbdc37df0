import type { Product } from '@regulars/contracts';
import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';

@Entity('products')
export class ProductEntity implements Product {
  @PrimaryColumn('uuid', { update: false })
  id!: string;

  @VersionColumn({ type: 'int', update: false })
  version!: number;

  @Column({ type: 'text', update: false })
  sku!: string;

  @Column('text')
  name!: string;

  @Column('text')
  category!: string;

  @Column('text')
  brand!: string;

  @Column('text')
  kind!: Product['kind'];

  @Column('text')
  picture!: Product['picture'];

  @Column('jsonb')
  prices!: Product['prices'];

  @Column('numeric', {
    name: 'tax_rate',
    precision: 5,
    scale: 2,
    transformer: { to: (rate: number) => rate, from: Number },
  })
  taxRate!: number;

  @Column('text', { array: true })
  barcodes!: string[];

  @Column('boolean', { name: 'quick_key' })
  quickKey!: boolean;

  @Column('boolean')
  active!: boolean;
}
