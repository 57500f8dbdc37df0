import { Injectable } from '@nestjs/common';
import type { ReactionKind } from '@regulars/contracts';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';
import type { WritingKind, WritingRef } from './writing.ts';

// The number changes only if the row does, in one statement: a reaction that is sent twice counts once.
const changed = (table: 'posts' | 'comments', sign: '+' | '-'): string => {
  const change =
    sign === '+'
      ? `insert into reactions (writing_id, member_id, kind, on_post, at) values ($1, $2, $3, ${String(table === 'posts')}, $4)
         on conflict do nothing returning kind`
      : 'delete from reactions where writing_id = $1 and member_id = $2 and kind = $3 returning kind';
  return `with changed as (${change})
   update ${table} w set hearts = hearts ${sign} (c.kind = 'heart')::int, thanks = thanks ${sign} (c.kind = 'thanks')::int,
     clevers = clevers ${sign} (c.kind = 'clever')::int from changed c where w.id = $1`;
};
const addToPost = statement('reaction-add-post', changed('posts', '+'));
const addToComment = statement('reaction-add-comment', changed('comments', '+'));
const takeFromPost = statement('reaction-take-post', changed('posts', '-'));
const takeFromComment = statement('reaction-take-comment', changed('comments', '-'));

const adding = { post: addToPost, comment: addToComment } satisfies Record<WritingKind, unknown>;
const taking = { post: takeFromPost, comment: takeFromComment } satisfies Record<WritingKind, unknown>;

/** Hearts, thanks and 'clever', one of a kind by each member. */
@Injectable()
export class ReactionsRepository {
  constructor(private readonly transactions: Transactions) {}

  async add({ kind, id }: WritingRef, memberId: string, reaction: ReactionKind, at: Date): Promise<void> {
    await this.transactions.query(adding[kind], [id, memberId, reaction, at]);
  }

  async take({ kind, id }: WritingRef, memberId: string, reaction: ReactionKind): Promise<void> {
    await this.transactions.query(taking[kind], [id, memberId, reaction]);
  }
}
