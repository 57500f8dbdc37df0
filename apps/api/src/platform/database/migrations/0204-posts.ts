import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Posts, comments, what they were before, reactions, and what a member has read. */
export class Posts1764000002040 implements MigrationInterface {
  name = 'Posts1764000002040';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table posts (
        id uuid primary key,
        community_id uuid not null references communities,
        -- Null for the club and for a former member.
        author_id uuid,
        by_club boolean not null default false,
        kind text not null check (kind in ('post', 'question', 'poll', 'announcement', 'product-test')),
        title text,
        -- Markdown as it was written, and what it is on a page.
        source text not null,
        html text not null,
        state text not null check (state in ('shown', 'held', 'hidden', 'deleted')),
        held_why text,
        pinned_at timestamptz,
        created_at timestamptz not null,
        edited_at timestamptz,
        -- Of the newest comment that is shown, or of the post.
        active_at timestamptz not null,
        -- Kept in the transaction that changes them.
        comments int not null default 0 check (comments >= 0),
        hearts int not null default 0 check (hearts >= 0),
        thanks int not null default 0 check (thanks >= 0),
        clevers int not null default 0 check (clevers >= 0),
        -- Its words without case and accents.
        words tsvector not null,
        check (not by_club or author_id is null)
      );
      create index posts_newest on posts (community_id, created_at desc, id desc) where state = 'shown';
      create index posts_active on posts (community_id, active_at desc, id desc) where state = 'shown';
      create index posts_all on posts (community_id, created_at desc, id desc);
      create index posts_pinned on posts (community_id, pinned_at desc) where pinned_at is not null;
      create index posts_author on posts (author_id, community_id, created_at desc) where author_id is not null;
      create index posts_words on posts using gin (words);

      create table comments (
        id uuid primary key,
        post_id uuid not null references posts,
        -- The comment that it replies to, which replies to none.
        reply_to uuid references comments,
        author_id uuid,
        by_club boolean not null default false,
        source text not null,
        html text not null,
        state text not null check (state in ('shown', 'held', 'hidden', 'deleted')),
        held_why text,
        created_at timestamptz not null,
        edited_at timestamptz,
        -- A comment and its replies are together: the id and the time of the comment.
        thread_id uuid not null,
        thread_at timestamptz not null,
        hearts int not null default 0 check (hearts >= 0),
        thanks int not null default 0 check (thanks >= 0),
        clevers int not null default 0 check (clevers >= 0),
        check (not by_club or author_id is null)
      );
      create index comments_of_post on comments (post_id, thread_at, thread_id, created_at, id);
      create index comments_replies on comments (reply_to) where reply_to is not null;
      create index comments_author on comments (author_id, created_at desc) where author_id is not null;

      create table post_edits (
        id uuid primary key,
        post_id uuid references posts,
        comment_id uuid references comments,
        title text,
        source text not null,
        html text not null,
        -- Until when it was so.
        until timestamptz not null,
        check (num_nonnulls(post_id, comment_id) = 1)
      );
      create index post_edits_post on post_edits (post_id, until) where post_id is not null;
      create index post_edits_comment on post_edits (comment_id, until) where comment_id is not null;

      -- By a post or comment: one of a kind by each member.
      create table reactions (
        writing_id uuid not null,
        member_id uuid not null,
        kind text not null check (kind in ('heart', 'thanks', 'clever')),
        on_post boolean not null,
        at timestamptz not null,
        primary key (writing_id, member_id, kind)
      );
      create index reactions_member on reactions (member_id);

      create table community_reads (
        member_id uuid not null,
        community_id uuid not null references communities,
        -- Posts until then are read.
        until timestamptz not null,
        primary key (member_id, community_id)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table community_reads, reactions, post_edits, comments, posts');
  }
}
