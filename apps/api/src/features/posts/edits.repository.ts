import { Injectable } from '@nestjs/common';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { newId } from '../../platform/ids.ts';
import { statement } from './statements.ts';
import type { WritingKind, WritingRef } from './writing.ts';

const keep = statement(
  'post-edit-keep',
  'insert into post_edits (id, post_id, comment_id, title, source, html, until) values ($1, $2, $3, $4, $5, $6, $7)',
);
const list = statement(
  'post-edits',
  `select title, html, until from post_edits where post_id = $1::uuid or comment_id = $2::uuid order by until desc, id desc limit 100`,
);
const forget = statement(
  'post-edits-forget',
  'delete from post_edits where post_id = $1::uuid or comment_id = $2::uuid',
);

export type EditRow = RowOf<typeof list>;

/** What posts and comments were before. */
@Injectable()
export class EditsRepository {
  constructor(private readonly transactions: Transactions) {}

  async keep(
    ref: WritingRef,
    before: { readonly title: string | null; readonly source: string; readonly html: string },
    until: Date,
  ): Promise<void> {
    const { title, source, html } = before;
    await this.transactions.query(keep, [newId(), ...idsOf(ref), title, source, html, until]);
  }

  async list(ref: WritingRef): Promise<EditRow[]> {
    return this.transactions.query(list, idsOf(ref));
  }

  /** When its text goes, earlier ones go with it. */
  async forget(ref: WritingRef): Promise<void> {
    await this.transactions.query(forget, idsOf(ref));
  }
}

const places: Readonly<Record<WritingKind, (id: string) => readonly [string | null, string | null]>> = {
  post: (id) => [id, null],
  comment: (id) => [null, id],
};

const idsOf = ({ kind, id }: WritingRef) => places[kind](id);
