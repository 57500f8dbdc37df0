import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { PersonalData } from '../../platform/privacy/personal-data.ts';
import { statement } from './statements.ts';

const toldPosts = statement(
  'personal-posts-told',
  `select community_id as "community", kind, title, source as "text", state, created_at as "createdAt", edited_at as "editedAt"
   from posts where author_id = $1 order by created_at, id`,
);
const toldComments = statement(
  'personal-comments-told',
  `select post_id as "post", source as "text", state, created_at as "createdAt", edited_at as "editedAt"
   from comments where author_id = $1 order by created_at, id`,
);
const toldReactions = statement(
  'personal-reactions-told',
  'select writing_id as "to", kind, at from reactions where member_id = $1 order by at, writing_id, kind',
);
const toldReads = statement(
  'personal-community-reads-told',
  'select community_id as "community", until from community_reads where member_id = $1 order by community_id',
);
const erase = [
  statement(
    'personal-post-edits-erase',
    `delete from post_edits where post_id in (select id from posts where author_id = $1)
       or comment_id in (select id from comments where author_id = $1)`,
  ),
  statement(
    'personal-posts-erase',
    `update posts set state = 'deleted', held_why = null, title = null, source = '', html = '', words = '', pinned_at = null, author_id = null
     where author_id = $1`,
  ),
  statement(
    'personal-comments-counted-out',
    `update posts p set comments = p.comments - gone.n from (
       select post_id, count(*) as n from comments where author_id = $1 and state = 'shown' group by post_id) gone
     where p.id = gone.post_id`,
  ),
  statement(
    'personal-comments-erase',
    `update comments set state = 'deleted', held_why = null, source = '', html = '', author_id = null where author_id = $1`,
  ),
  statement(
    'personal-reactions-counted-out-of-posts',
    `update posts p set hearts = p.hearts - gone.hearts, thanks = p.thanks - gone.thanks, clevers = p.clevers - gone.clevers from (
       select writing_id, count(*) filter (where kind = 'heart') as hearts, count(*) filter (where kind = 'thanks') as thanks,
         count(*) filter (where kind = 'clever') as clevers from reactions where member_id = $1 group by writing_id) gone
     where p.id = gone.writing_id`,
  ),
  statement(
    'personal-reactions-counted-out-of-comments',
    `update comments c set hearts = c.hearts - gone.hearts, thanks = c.thanks - gone.thanks, clevers = c.clevers - gone.clevers from (
       select writing_id, count(*) filter (where kind = 'heart') as hearts, count(*) filter (where kind = 'thanks') as thanks,
         count(*) filter (where kind = 'clever') as clevers from reactions where member_id = $1 group by writing_id) gone
     where c.id = gone.writing_id`,
  ),
  statement('personal-reactions-erase', 'delete from reactions where member_id = $1'),
  statement('personal-community-reads-erase', 'delete from community_reads where member_id = $1'),
];

/** What a member wrote, and how they reacted. The texts go; comments of others stay. */
@Injectable()
export class PersonalPosts {
  constructor(personal: PersonalData, transactions: Transactions) {
    personal.register({
      name: 'posts',
      tables: {
        posts: { leaves: 'pseudonym', told: toldPosts },
        comments: { leaves: 'pseudonym', told: toldComments },
        reactions: { leaves: 'nothing', told: toldReactions },
        community_reads: { leaves: 'nothing', told: toldReads },
      },
      erase: async ({ memberId }) => {
        for (const each of erase) await transactions.query(each, [memberId]);
      },
    });
  }
}
