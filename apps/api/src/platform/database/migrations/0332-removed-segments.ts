import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A removed segment can be restored for a day. */
export class RemovedSegments1764000003320 implements MigrationInterface {
  name = 'RemovedSegments1764000003320';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table segments add column removed_at timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    // Nobody but the sweep after a day would remove them.
    await runner.query(`
      delete from member_segments where segment_id in (select id from segments where removed_at is not null);
      delete from segment_changes where segment_id in (select id from segments where removed_at is not null);
      delete from segments where removed_at is not null;
      alter table segments drop column removed_at;
    `);
  }
}
