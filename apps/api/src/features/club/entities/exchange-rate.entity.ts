import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The value of one unit of the currency in the reporting currency, from a day on. */
@Entity('exchange_rates')
export class ExchangeRateEntity {
  @PrimaryColumn('char', { length: 3 })
  reporting!: string;

  @PrimaryColumn('char', { length: 3 })
  currency!: string;

  @PrimaryColumn('date', { name: 'from_date' })
  from!: string;

  @Column('numeric', { precision: 16, scale: 9 })
  rate!: string;
}
