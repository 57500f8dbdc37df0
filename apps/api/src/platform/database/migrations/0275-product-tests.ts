import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Product tests: posts in which members apply for samples, and opinions that say that their sample was free. */
export class ProductTests1764000002750 implements MigrationInterface {
  name = 'ProductTests1764000002750';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table comments
        add column received_free boolean not null default false,
        add column rating int,
        add constraint comments_rating_check check (rating is null or (rating between 1 and 5 and received_free));

      create table product_tests (
        post_id uuid primary key references posts,
        community_id uuid not null references communities,
        reward_id uuid not null references rewards,
        samples int not null check (samples > 0),
        -- What a sample costs; 0 for nothing.
        points bigint not null check (points >= 0),
        allotment text not null check (allotment in ('first-come', 'lot')),
        -- Exclusive.
        apply_until timestamptz not null,
        opinions_until timestamptz not null check (opinions_until > apply_until),
        -- By which the lot was drawn, so that anyone can draw it again.
        seed text,
        drawn_at timestamptz,
        -- Testers were reminded to write.
        reminded_at timestamptz,
        ended_at timestamptz,
        created_at timestamptz not null,
        check ((seed is null) = (drawn_at is null))
      );
      create index product_tests_community on product_tests (community_id, created_at desc, post_id desc);
      create index product_tests_open on product_tests (apply_until) where ended_at is null;

      create table product_test_applications (
        id uuid primary key,
        post_id uuid not null references product_tests,
        member_id uuid not null,
        state text not null check (state in ('waiting', 'chosen', 'returned', 'withdrawn', 'passed')),
        -- Why a member whose turn it was got no sample.
        why text check (why in ('cannot-write', 'insufficient-points', 'not-active', 'other')),
        -- By the time of the application.
        turn int not null,
        -- By lot.
        place int,
        applied_at timestamptz not null,
        redemption_id uuid,
        opinion_id uuid references comments,
        unique (post_id, member_id),
        check (state <> 'chosen' or redemption_id is not null)
      );
      create index product_test_applications_member on product_test_applications (member_id);
      create index product_test_applications_redemption on product_test_applications (redemption_id);
      create index product_test_applications_line on product_test_applications (post_id, coalesce(place, turn)) where state = 'waiting';

      alter table notices
        drop constraint notices_kind_check,
        add constraint notices_kind_check check (kind in
          ('mention', 'reply', 'announcement', 'new-post', 'membership', 'moderation', 'gathering', 'product-test', 'points', 'offer'));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from notices where kind = 'product-test';
      alter table notices
        drop constraint notices_kind_check,
        add constraint notices_kind_check check (kind in
          ('mention', 'reply', 'announcement', 'new-post', 'membership', 'moderation', 'gathering', 'points', 'offer'));
      drop table product_test_applications, product_tests;
      alter table comments drop constraint comments_rating_check, drop column rating, drop column received_free;
    `);
  }
}
