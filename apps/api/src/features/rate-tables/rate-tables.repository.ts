import { Injectable } from '@nestjs/common';
import type { Repository } from 'typeorm';
import { Clock } from '../../platform/clock.ts';
import { change, insert, remove } from '../../platform/database/entity-writes.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Names } from '../../platform/names.ts';
import { RateTableEntity } from './entities/rate-table.entity.ts';
import type { RateTableRecord } from './records.ts';
import { statement } from './statements.ts';

const names = statement('rate-table-names', 'select id, name from rate_tables where id = any($1::uuid[])');
const lock = statement('rate-table-lock', 'select id from rate_tables where id = $1 for update');
const hold = statement('rate-table-hold', 'select id from rate_tables where id = $1 for share');

@Injectable()
export class RateTablesRepository {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    registry: Names,
  ) {
    registry.register('rate-table', names);
  }

  async all(): Promise<RateTableRecord[]> {
    return this.#rows.find();
  }

  async find(id: string): Promise<RateTableRecord | null> {
    return this.#rows.findOneBy({ id });
  }

  async insert(table: Omit<RateTableRecord, 'version' | 'updatedAt'>): Promise<RateTableRecord> {
    return insert(this.#rows, { ...table, version: 1, updatedAt: this.clock.date() });
  }

  /** Undefined if it no longer has this version; any version if absent. */
  async update(
    known: { readonly id: string; readonly version?: number },
    { name }: Pick<RateTableRecord, 'name'>,
  ): Promise<RateTableRecord | undefined> {
    return change(this.#rows, known, { name, updatedAt: this.clock.date() });
  }

  async remove(id: string): Promise<void> {
    await remove(this.#rows, { id });
  }

  /** Nobody can remove it before the end of the transaction. False if it does not exist. */
  async hold(id: string): Promise<boolean> {
    return (await this.transactions.query(hold, [id])).length > 0;
  }

  /** Nobody else can change or begin to use it before the end of the transaction. */
  async lock(id: string): Promise<void> {
    await this.transactions.query(lock, [id]);
  }

  get #rows(): Repository<RateTableEntity> {
    return this.transactions.entities(RateTableEntity);
  }
}
