import type pg from 'pg';

/** Bytes on disk, with indexes. */
export interface Sizes {
  readonly members: number;
  readonly purchases: number;
  readonly all: number;
}

const ofMembers = ['members', 'cards', 'wallets', 'member_facts', 'member_tiers', 'member_tags', 'consents'];
const ofPurchases = [
  'purchases',
  'purchase_lines',
  'rule_grants',
  'points_transactions',
  'journal',
  'lots',
  'takings',
  'status_credit',
];

export const sizesOf = async (database: pg.Client): Promise<Sizes> => {
  const { rows } = await database.query<Record<keyof Sizes, string>>(
    `select (select sum(pg_total_relation_size(t::regclass)) from unnest($1::text[]) t) as members,
       (select sum(pg_total_relation_size(t::regclass)) from unnest($2::text[]) t) as purchases,
       pg_database_size(current_database()) as all`,
    [ofMembers, ofPurchases],
  );
  const [row] = rows;
  if (!row) throw new Error('No sizes');
  return { members: Number(row.members), purchases: Number(row.purchases), all: Number(row.all) };
};
