import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Moderators who are members decide about texts and their authors, in their community only. */
export class Moderators1764000002710 implements MigrationInterface {
  name = 'Moderators1764000002710';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table moderation_decisions
        -- The moderator who is a member; null for the team.
        add by_member_id uuid,
        -- Where it counts what was taken from the author: in all communities, or in that of the text.
        add reach text not null default 'club' check (reach in ('club', 'community'));
      create index moderation_decisions_community on moderation_decisions (community_id, at desc, id desc);

      alter table moderation_cases drop constraint moderation_cases_cause_check;
      alter table moderation_cases add constraint moderation_cases_cause_check
        check (cause in ('reported', 'first-posts', 'links', 'pictures', 'word-list', 'moderator', 'appeal'));
      create index moderation_cases_community on moderation_cases (community_id, urgency, opened_at, id)
        where state = 'open' and decision_id is null;

      -- Until then the member reads and cannot write.
      alter table community_memberships add silenced_until timestamptz;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table community_memberships drop column silenced_until;
      drop index moderation_cases_community;
      update moderation_cases set cause = 'reported' where cause = 'moderator';
      alter table moderation_cases drop constraint moderation_cases_cause_check;
      alter table moderation_cases add constraint moderation_cases_cause_check
        check (cause in ('reported', 'first-posts', 'links', 'pictures', 'word-list', 'appeal'));
      drop index moderation_decisions_community;
      alter table moderation_decisions drop column reach, drop column by_member_id;
    `);
  }
}
