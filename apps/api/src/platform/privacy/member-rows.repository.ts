import { Injectable } from '@nestjs/common';
import { Transactions } from '../database/transactions.ts';
import type { Moving } from './merging.ts';
import { statement } from './statements.ts';

const moveRows = statement('merge-rows', 'select merge_rows($1, $2, $3, $4, $5, $6) as keys');
const returnRows = statement('unmerge-rows', 'select unmerge_rows($1, $2, $3, $4, $5, $6, $7, $8) as count');

/** What identifies rows besides their member, in the order of the claim. */
export type Keys = readonly (readonly unknown[])[];

interface Way {
  readonly from: string;
  readonly to: string;
}

/** Rows that go from one member to another, as the claims of the features say. */
@Injectable()
export class MemberRows {
  constructor(private readonly transactions: Transactions) {}

  /** Returns the keys of the rows that moved. */
  async move(table: string, { column, keys, once }: Moving, { from, to }: Way): Promise<Keys> {
    const [row] = await this.transactions.query(moveRows, [table, column, keys, once, from, to]);
    return row?.keys ?? [];
  }

  /** Rows of these purchases go too. */
  async return(
    table: string,
    { column, keys, purchase }: Moving,
    { moved, purchases }: { readonly moved: Keys; readonly purchases: readonly string[] },
    { from, to }: Way,
  ): Promise<void> {
    const values = [table, column, keys, JSON.stringify(moved), purchase, purchases, from, to] as const;
    await this.transactions.query(returnRows, values);
  }
}
