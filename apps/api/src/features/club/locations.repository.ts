import { Injectable } from '@nestjs/common';
import type { Repository } from 'typeorm';
import { change, insertFree } from '../../platform/database/entity-writes.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Names } from '../../platform/names.ts';
import { LocationEntity } from './entities/location.entity.ts';
import type { LocationRecord } from './records.ts';
import { statement } from './statements.ts';

const namesStatement = statement(
  'location-names',
  `select id, name from locations where id = any($1::uuid[])`,
);

@Injectable()
export class LocationsRepository {
  constructor(
    private readonly transactions: Transactions,
    names: Names,
  ) {
    names.register('location', namesStatement);
  }

  async all(): Promise<LocationRecord[]> {
    return this.#rows.find({ order: { code: 'asc' } });
  }

  /** Those whose code was free. */
  async insert(locations: readonly LocationRecord[]): Promise<LocationRecord[]> {
    return insertFree(this.#rows, locations);
  }

  /** The changed location, or undefined if it no longer has this version. */
  async update(location: LocationRecord, version: number): Promise<LocationRecord | undefined> {
    return change(this.#rows, { id: location.id, version }, location);
  }

  get #rows(): Repository<LocationEntity> {
    return this.transactions.entities(LocationEntity);
  }
}
