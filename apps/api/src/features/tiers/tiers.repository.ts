import { Injectable } from '@nestjs/common';
import type { Texts, Tier } from '@regulars/contracts';
import type { ValuesOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Names } from '../../platform/names.ts';
import { statement } from './statements.ts';

/** A tier as it is stored: its rank follows from its threshold. */
export type StoredTier = Omit<Tier, 'rank'>;

interface TierRow {
  id: string;
  version: number;
  code: string;
  name: Texts;
  threshold: number;
  multiplier_percent: number;
  benefits: Texts | null;
}

const columns = 'id, version, code, name, threshold, multiplier_percent, benefits';
const all = statement('tier-all', `select ${columns} from tiers order by threshold`);
const insert = statement(
  'tier-insert',
  `insert into tiers (${columns}) values ($1, $2, $3, $4, $5, $6, $7) returning ${columns}`,
);
const update = statement(
  'tier-update',
  `update tiers set code = $3, name = $4, threshold = $5, multiplier_percent = $6, benefits = $7, version = version + 1
   where id = $1 and version = $2 returning ${columns}`,
);

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
    return (await this.transactions.query(all)).map(show);
  }

  async insert(tier: StoredTier): Promise<StoredTier> {
    const [row] = await this.transactions.query(insert, valuesOf(tier));
    if (!row) throw new Error('insert returned no row');
    return show(row);
  }

  /** The tier as changed, or undefined when it no longer has its version. */
  async update(tier: StoredTier): Promise<StoredTier | undefined> {
    const [row] = await this.transactions.query(update, valuesOf(tier));
    return row && show(row);
  }
}

const valuesOf = (tier: StoredTier): ValuesOf<typeof insert> => [
  tier.id,
  tier.version,
  tier.code,
  JSON.stringify(tier.name),
  tier.threshold,
  tier.multiplierPercent,
  tier.benefits && JSON.stringify(tier.benefits),
];

const show = ({ multiplier_percent, ...row }: TierRow): StoredTier => ({
  ...row,
  multiplierPercent: multiplier_percent,
});
