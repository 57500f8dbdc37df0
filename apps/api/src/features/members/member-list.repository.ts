import { Injectable } from '@nestjs/common';
import type { ForeignColumn } from './contributors.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import type { MemberRecord, MemberStatus } from './member.ts';

export type MemberSort = 'joined' | 'name' | 'points' | 'last-purchase';
type SortValue = string | number | null;

export interface MemberSearch {
  /** Each must occur in name, e-mail, phone or external id. */
  readonly words: readonly string[];
  /** Members who fit whatever the words say, for example the holder of a card. */
  readonly ids: readonly string[];
  readonly status?: MemberStatus;
  readonly tier?: string;
  readonly externalId?: string;
}

export interface MemberListRow {
  id: string;
  email: string | null;
  phone: string | null;
  first_name: string | null;
  last_name: string | null;
  external_id: string | null;
  status: MemberRecord['status'];
  language: MemberRecord['language'];
  joined_at: Date;
  card_number: string | null;
  tier: string | null;
  available: number | null;
  last_purchase_at: Date | null;
  /** The first two sort values; the third is the id. */
  sort_1: Date | string | number;
  sort_2: Date | string | number;
}

export type ColumnOf = (name: ForeignColumn) => string;
type Bind = (value: unknown) => string;

interface Order {
  readonly keys: readonly [string, string];
  readonly types: readonly [string, string];
  readonly direction: 'asc' | 'desc';
}

const nameKey = (column: string): string => `coalesce(m.${column}, '') collate "und-x-icu"`;
const orders: Record<MemberSort, (column: ColumnOf) => Order> = {
  joined: () => ({ keys: ['m.joined_at', 'm.id'], types: ['timestamptz', 'uuid'], direction: 'desc' }),
  name: () => ({
    keys: [nameKey('last_name'), nameKey('first_name')],
    types: ['text', 'text'],
    direction: 'asc',
  }),
  points: (column) => ({
    keys: [`coalesce(${column('available')}, 0)`, 'm.id'],
    types: ['bigint', 'uuid'],
    direction: 'desc',
  }),
  'last-purchase': (column) => ({
    keys: [`coalesce(${column('lastPurchaseAt')}, 'epoch'::timestamptz)`, 'm.id'],
    types: ['timestamptz', 'uuid'],
    direction: 'desc',
  }),
};

/**
 * The member list: its columns and conditions depend on what is asked. The text is put together from pieces of this file
 * and of the contributors; values are always parameters. Unnamed, so that it is planned for the values at hand: a plan
 * for any word would not use the trigram index.
 */
@Injectable()
export class MemberListRepository {
  constructor(private readonly transactions: Transactions) {}

  async list(
    search: MemberSearch,
    sort: MemberSort,
    after: readonly SortValue[] | null,
    limit: number,
    column: ColumnOf,
  ): Promise<MemberListRow[]> {
    const values: unknown[] = [];
    const text = listText(search, sort, after, limit, column, binder(values));
    return this.transactions.query<MemberListRow>({ name: '', text }, values);
  }

  async count(search: MemberSearch, column: ColumnOf): Promise<number> {
    const values: unknown[] = [];
    const text = `select count(*) as total from members m where ${conditions(search, column, binder(values))}`;
    const [row] = await this.transactions.query<{ total: number }>({ name: '', text }, values);
    return row?.total ?? 0;
  }
}

const binder =
  (values: unknown[]): Bind =>
  (value) =>
    `$${values.push(value)}`;

const listText = (
  search: MemberSearch,
  sort: MemberSort,
  after: readonly SortValue[] | null,
  limit: number,
  column: ColumnOf,
  bind: Bind,
): string => {
  const { keys, types, direction } = orders[sort](column);
  const where = conditions(search, column, bind);
  const bound = [...types, 'uuid'].map((type, index) => after && `${bind(after[index])}::${type}`);
  const beyond = after
    ? ` and (${keys.join()}, m.id) ${direction === 'asc' ? '>' : '<'} (${bound.join()})`
    : '';
  return `select m.id, m.email, m.phone, m.first_name, m.last_name, m.external_id, m.status, m.language, m.joined_at,
                 ${column('cardNumber')} as card_number, ${column('tier')} as tier, ${column('available')} as available,
                 ${column('lastPurchaseAt')} as last_purchase_at, ${keys[0]} as sort_1, ${keys[1]} as sort_2
          from members m where ${where}${beyond}
          order by ${[...new Set([...keys, 'm.id'])].map((key) => `${key} ${direction}`).join()}
          limit ${bind(limit)}`;
};

const conditions = (search: MemberSearch, column: ColumnOf, bind: Bind): string =>
  [
    'true',
    ...(search.words.length > 0 || search.ids.length > 0 ? [fits(search, bind)] : []),
    ...(search.status === undefined ? [] : [`m.status = ${bind(search.status)}`]),
    ...(search.externalId === undefined ? [] : [`m.external_id = ${bind(search.externalId)}`]),
    ...(search.tier === undefined ? [] : [`${column('tier')} = ${bind(search.tier)}`]),
  ].join(' and ');

const fits = ({ words, ids }: MemberSearch, bind: Bind): string => {
  const byWords = words.map(
    (word) => `m.search like '%' || member_search_text(${bind(word.replaceAll(/[\\%_]/g, '\\$&'))}) || '%'`,
  );
  const byId = ids.length > 0 ? [`m.id = any(${bind(ids)})`] : [];
  return `(${[...(byWords.length > 0 ? [byWords.join(' and ')] : []), ...byId].join(' or ')})`;
};
