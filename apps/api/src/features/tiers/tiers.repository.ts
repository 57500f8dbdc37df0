import { Injectable } from '@nestjs/common';
import type { Tier } from '@regulars/contracts';
import type { Repository } from 'typeorm';
import { change, insert } from '../../platform/database/entity-writes.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Names } from '../../platform/names.ts';
import { TierEntity } from './entities/tier.entity.ts';
import { statement } from './statements.ts';

/** A tier as it is stored: its rank follows from its threshold. */
export type StoredTier = Omit<Tier, 'rank'>;

const namesStatement = statement(
  'tier-names',
  `select id, to_jsonb(name) as name from tiers where id = any($1::uuid[])`,
);

@Injectable()
export class TiersRepository {
  constructor(
    private readonly transactions: Transactions,
    names: Names,
  ) {
    names.register('tier', namesStatement);
  }

  async all(): Promise<StoredTier[]> {
    return this.#rows.find({ order: { threshold: 'asc' } });
  }

  async insert(tier: StoredTier): Promise<StoredTier> {
    return insert(this.#rows, tier);
  }

  /** The tier as changed, or undefined when it no longer has its version. */
  async update(tier: StoredTier): Promise<StoredTier | undefined> {
    return change(this.#rows, { id: tier.id, version: tier.version }, tier);
  }

  get #rows(): Repository<TierEntity> {
    return this.transactions.entities(TierEntity);
  }
}
