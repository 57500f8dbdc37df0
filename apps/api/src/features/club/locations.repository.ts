import { Injectable } from '@nestjs/common';
import type { Location } from '@regulars/contracts';
import type { Repository } from 'typeorm';
import { change, insertFree } from '../../platform/database/stored.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Names } from '../../platform/names.ts';
import { LocationEntity } from './entities/location.entity.ts';
import { statement } from './statements.ts';

const namesStatement = statement(
  'location-names',
  `select id, to_jsonb(name) as name from locations where id = any($1::uuid[])`,
);

@Injectable()
export class LocationsRepository {
  constructor(
    private readonly transactions: Transactions,
    names: Names,
  ) {
    names.register('location', namesStatement);
  }

  async all(): Promise<Location[]> {
    return this.#rows.find({ order: { code: 'asc' } });
  }

  /** Those whose code was free. */
  async insert(locations: readonly Location[]): Promise<Location[]> {
    return insertFree(this.#rows, locations);
  }

  /** The changed location, or undefined if it no longer has this version. */
  async update(location: Location, version: number): Promise<Location | undefined> {
    return change(this.#rows, { id: location.id, version }, location);
  }

  get #rows(): Repository<LocationEntity> {
    return this.transactions.entities(LocationEntity);
  }
}
