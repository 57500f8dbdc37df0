import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Habits of members, and what they do in the club besides buying. */
export class MoreFacts1764000003010 implements MigrationInterface {
  name = 'MoreFacts1764000003010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table member_facts
        -- By category: purchases, minor units of the reporting currency, second of the last one.
        add column categories jsonb not null default '{}',
        add column category_count bigint not null default 0,
        add column favourite_category text,
        add column locations bigint not null default 0,
        -- Purchases by channel.
        add column channels jsonb not null default '{}',
        add column favourite_channel text,
        -- Days with a visit by weekday.
        add column weekdays jsonb not null default '{}',
        add column favourite_weekday text,
        -- The median of the days between visits.
        add column usual_gap int,
        add column points_earned bigint not null default 0,
        add column points_redeemed bigint not null default 0,
        add column points_expiring bigint not null default 0,
        add column next_expiry_at timestamptz,
        add column rewards bigint not null default 0,
        add column last_reward_at timestamptz,
        add column coupons bigint not null default 0,
        add column last_coupon_at timestamptz,
        add column offers_used bigint not null default 0,
        add column offers_activated bigint not null default 0,
        add column surveys bigint not null default 0,
        add column communities bigint not null default 0,
        add column posts bigint not null default 0,
        add column gatherings bigint not null default 0;

      -- Facts to make again of changes that no event tells; any number of rows, so that nobody waits for another one.
      create table due_facts (
        member_id uuid not null,
        -- The source of the facts.
        source text not null
      );
      create index due_facts_member on due_facts (member_id);

      create function note_due_facts() returns trigger language plpgsql as $$
      begin
        insert into due_facts (member_id, source)
        select distinct m, tg_argv[0] from unnest(array[new.member_id, old.member_id]) as m where m is not null;
        return null;
      end $$;
      create function note_due_writings() returns trigger language plpgsql as $$
      begin
        insert into due_facts (member_id, source)
        select distinct author, 'posts' from unnest(array[new.author_id, old.author_id]) as author where author is not null;
        return null;
      end $$;
      ${triggers.map(createTrigger).join('\n')}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${triggers.map(({ table }) => `drop trigger ${table}_note_facts on ${table};`).join('\n')}
      drop function note_due_writings();
      drop function note_due_facts();
      drop table due_facts;
      alter table member_facts
        drop column categories, drop column category_count, drop column favourite_category, drop column locations,
        drop column channels, drop column favourite_channel, drop column weekdays, drop column favourite_weekday,
        drop column usual_gap, drop column points_earned, drop column points_redeemed, drop column points_expiring,
        drop column next_expiry_at, drop column rewards, drop column last_reward_at, drop column coupons,
        drop column last_coupon_at, drop column offers_used, drop column offers_activated, drop column surveys,
        drop column communities, drop column posts, drop column gatherings;
    `);
  }
}

interface Noting {
  readonly table: string;
  /** The columns whose change matters. */
  readonly columns: string;
  readonly call: string;
}

const noted = (source: string): string => `note_due_facts('${source}')`;
const triggers: readonly Noting[] = [
  { table: 'redemptions', columns: 'cancelled_at', call: noted('rewards') },
  { table: 'discount_redemptions', columns: 'state, member_id', call: noted('discounts') },
  { table: 'offer_assignments', columns: 'activated_at', call: noted('offers') },
  { table: 'survey_responses', columns: 'state, member_id', call: noted('surveys') },
  { table: 'community_memberships', columns: 'state', call: noted('communities') },
  { table: 'posts', columns: 'state, author_id', call: 'note_due_writings()' },
  { table: 'comments', columns: 'state, author_id', call: 'note_due_writings()' },
  { table: 'attendances', columns: 'state', call: noted('gatherings') },
];

const createTrigger = ({ table, columns, call }: Noting): string =>
  `create trigger ${table}_note_facts after insert or delete or update of ${columns} on ${table}
     for each row execute function ${call};`;
