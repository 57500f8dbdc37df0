import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Surveys whose answers nothing connects with members. */
export class AnonymousSurveys1764000001880 implements MigrationInterface {
  name = 'AnonymousSurveys1764000001880';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table surveys
        add column anonymous boolean not null default false,
        -- Whoever has sent anonymous answers reads its code; null for none.
        add column thanks_coupon_id uuid;

      -- A member who was asked is ticked off when an anonymous survey begins. Whether they answered is nowhere.
      alter table survey_responses drop constraint survey_responses_state_check;
      alter table survey_responses add constraint survey_responses_state_check
        check (state in ('asked', 'started', 'sent', 'ticked'));
      -- Whatever a later change of the software does: nothing in the row tells of the member.
      alter table survey_responses add constraint survey_responses_anonymous_check check (
        mode <> 'anonymous' or (member_id is null and permission is null and purchase_id is null
          and location_id is null and tier_id is null and thanked_by is null)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table survey_responses drop constraint survey_responses_anonymous_check;
      update survey_responses set state = 'asked' where state = 'ticked';
      alter table survey_responses drop constraint survey_responses_state_check;
      alter table survey_responses add constraint survey_responses_state_check
        check (state in ('asked', 'started', 'sent'));
      alter table surveys drop column anonymous, drop column thanks_coupon_id;
    `);
  }
}
