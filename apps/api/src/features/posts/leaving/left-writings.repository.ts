import { Injectable } from '@nestjs/common';
import { Transactions } from '../../../platform/database/transactions.ts';
import { statement } from '../statements.ts';

const choose = statement(
  'writing-choice-put',
  `insert into writing_choices (member_id, goes, chosen_at) values ($1, $2, $3)
   on conflict (member_id) do update set goes = excluded.goes, chosen_at = excluded.chosen_at`,
);
const choice = statement('writing-choice-find', 'select goes from writing_choices where member_id = $1');
const count = statement(
  'writings-count',
  `select (select count(*) from posts where author_id = $1 and state <> 'deleted') as posts,
     (select count(*) from comments where author_id = $1 and state <> 'deleted') as comments`,
);
const posts = statement('left-posts', 'select id from posts where author_id = $1');
const countedOutOf = (table: 'posts' | 'comments'): string =>
  `update ${table} w set hearts = w.hearts - gone.hearts, thanks = w.thanks - gone.thanks, clevers = w.clevers - gone.clevers from (
     select writing_id, count(*) filter (where kind = 'heart') as hearts, count(*) filter (where kind = 'thanks') as thanks,
       count(*) filter (where kind = 'clever') as clevers from reactions where member_id = $1 group by writing_id) gone
   where w.id = gone.writing_id`;

/** What a member wrote before is nobody's business once the member is gone. */
const edits = statement(
  'left-edits-remove',
  `delete from post_edits where post_id in (select id from posts where author_id = $1)
     or comment_id in (select id from comments where author_id = $1)`,
);
const countedOut = statement(
  'left-comments-counted-out',
  `update posts p set comments = p.comments - gone.n from (
     select post_id, count(*) as n from comments where author_id = $1 and state = 'shown' group by post_id) gone
   where p.id = gone.post_id`,
);
const hide = [
  countedOut,
  statement(
    'left-posts-hide',
    `update posts set state = 'deleted', held_why = null, pinned_at = null where author_id = $1`,
  ),
  statement(
    'left-comments-hide',
    `update comments set state = 'deleted', held_why = null where author_id = $1`,
  ),
];
const remove = [
  edits,
  statement('left-pictures-remove', 'delete from post_pictures where member_id = $1'),
  statement(
    'left-polls-votes-remove',
    'delete from poll_votes where post_id in (select id from posts where author_id = $1)',
  ),
  statement(
    'left-polls-remove',
    'delete from polls where post_id in (select id from posts where author_id = $1)',
  ),
  statement(
    'left-posts-remove',
    `update posts set state = 'deleted', held_why = null, title = null, source = '', html = '', words = '', interests = '{}', pinned_at = null,
       answer_id = null, author_id = null where author_id = $1`,
  ),
  countedOut,
  statement(
    'left-comments-remove',
    `update comments set state = 'deleted', held_why = null, source = '', html = '', rating = null, words = '', author_id = null where author_id = $1`,
  ),
];
/** What waits for approval or was hidden has no author who could answer for it any more. */
const release = [
  edits,
  statement(
    'left-posts-unshown-remove',
    `update posts set state = 'deleted', held_why = null, title = null, source = '', html = '', words = '', interests = '{}'
     where author_id = $1 and state in ('held', 'hidden')`,
  ),
  statement(
    'left-comments-unshown-remove',
    `update comments set state = 'deleted', held_why = null, source = '', html = '', rating = null, words = ''
     where author_id = $1 and state in ('held', 'hidden')`,
  ),
  statement(
    'left-pictures-unused-remove',
    `delete from post_pictures p where p.member_id = $1
       and not exists (select from posts w where w.id = p.post_id and w.state = 'shown')`,
  ),
  statement('left-pictures-release', 'update post_pictures set member_id = null where member_id = $1'),
  statement('left-posts-release', 'update posts set author_id = null where author_id = $1'),
  statement('left-comments-release', 'update comments set author_id = null where author_id = $1'),
];
const forgetReader = [
  statement('left-reactions-counted-out-of-posts', countedOutOf('posts')),
  statement('left-reactions-counted-out-of-comments', countedOutOf('comments')),
  statement('left-reactions-remove', 'delete from reactions where member_id = $1'),
  statement('left-votes-remove', 'delete from poll_votes where member_id = $1'),
  statement('left-reads-remove', 'delete from community_reads where member_id = $1'),
  statement('left-choice-remove', 'delete from writing_choices where member_id = $1'),
];

/** What members leave behind. */
@Injectable()
export class LeftWritingsRepository {
  constructor(private readonly transactions: Transactions) {}

  async choose(memberId: string, goes: boolean, at: Date): Promise<void> {
    await this.transactions.query(choose, [memberId, goes, at]);
  }

  /** Whether it goes; without a choice it stays. */
  async goes(memberId: string): Promise<boolean> {
    return (await this.transactions.query(choice, [memberId]))[0]?.goes ?? false;
  }

  async count(memberId: string): Promise<{ posts: number; comments: number }> {
    const [row] = await this.transactions.query(count, [memberId]);
    return { posts: row?.posts ?? 0, comments: row?.comments ?? 0 };
  }

  async posts(memberId: string): Promise<string[]> {
    return (await this.transactions.query(posts, [memberId])).map(({ id }) => id);
  }

  /** In a transaction: nobody reads them any more; they go with the erasure. */
  async hide(memberId: string): Promise<void> {
    for (const each of hide) await this.transactions.query(each, [memberId]);
  }

  /** In a transaction: texts and pictures go, comments of others stay. */
  async remove(memberId: string): Promise<void> {
    for (const each of remove) await this.transactions.query(each, [memberId]);
  }

  /** In a transaction: texts and pictures are those of a former member. */
  async release(memberId: string): Promise<void> {
    for (const each of release) await this.transactions.query(each, [memberId]);
  }

  /** In a transaction: reactions, votes and what was read. */
  async forgetReader(memberId: string): Promise<void> {
    for (const each of forgetReader) await this.transactions.query(each, [memberId]);
  }
}
