import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Surveys are asked after purchases, by mail and in the portal. */
export class AskedAfterPurchases1764000001470 implements MigrationInterface {
  name = 'AskedAfterPurchases1764000001470';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- When, how and how many members are asked.
      alter table surveys add column distribution jsonb not null
        default '{"trigger": "open", "delayMinutes": 0, "share": 100, "locations": null, "channels": ["portal"], "quota": null}';
      -- What the member was asked about.
      alter table survey_responses add column purchase_id uuid;
      -- By what the member was asked.
      alter table survey_responses add column channels text[] not null default '{portal}';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table survey_responses drop column channels, drop column purchase_id;
      alter table surveys drop column distribution;
    `);
  }
}
