import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { searched } from '../cards/index.ts';
import type { ResolvedCard } from '../cards/index.ts';
import { statement } from './statements.ts';

// One look for all entries: there may be thousands.
const resolve = statement(
  'bulk-resolve-listed',
  `select entry.line, found.member_id, found.card_status
   from unnest($1::text[], $2::text[]) with ordinality as entry(code, typed, line)
   cross join lateral resolve_card(entry.code, entry.typed) found`,
);

export interface ListedRow {
  readonly member_id: string;
  readonly card_status: ResolvedCard['cardStatus'];
}

@Injectable()
export class ListedMembersRepository {
  constructor(private readonly transactions: Transactions) {}

  /** The members that each entry may mean, by its place from 1. */
  async resolve(list: readonly string[]): Promise<ReadonlyMap<number, readonly ListedRow[]>> {
    const entries = list.map(searched);
    const values = [entries.map(({ code }) => code), entries.map(({ typed }) => typed)] as const;
    return Map.groupBy(await this.transactions.query(resolve, values), ({ line }) => line);
  }
}
