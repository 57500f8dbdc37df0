import type { MigrationInterface, QueryRunner } from 'typeorm';

const kinds = [
  'receipt-wrong',
  'stamp-missing',
  'budget-nearly-used',
  'budget-used-up',
  'shared-budget-nearly-used',
  'shared-budget-used-up',
  'referral-review',
  'referral-return-undone',
  'voucher-kept',
  'discount-budget-nearly-used',
  'discount-budget-used-up',
  'code-used-twice',
  'reward-stock-low',
];
const kindsAllowed = (more: readonly string[]): string => `
  alter table tasks drop constraint tasks_kind_check;
  alter table tasks add constraint tasks_kind_check
    check (kind in (${[...kinds, ...more].map((kind) => `'${kind}'`).join(', ')}));`;

/** Members who give a low score in a survey are called back: a task for the location, once for each answer. */
export class CallBacks1764000001830 implements MigrationInterface {
  name = 'CallBacks1764000001830';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Up to this score; null for nobody.
      alter table surveys add column call_back_up_to int default 6;
      alter table tasks add column survey_id uuid;
      alter table tasks add column response_id uuid;
      alter table tasks add column score double precision;
      -- How the call ended: 'called', 'no-contact'.
      alter table tasks add column outcome text check (outcome in ('called', 'no-contact'));
      create unique index tasks_response on tasks (response_id) where response_id is not null;
      create index tasks_survey on tasks (survey_id) where survey_id is not null;
      ${kindsAllowed(['survey-call-back'])}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from tasks where kind = 'survey-call-back';
      ${kindsAllowed([])}
      alter table tasks drop column outcome, drop column score, drop column response_id, drop column survey_id;
      alter table surveys drop column call_back_up_to;
    `);
  }
}
