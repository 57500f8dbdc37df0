import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = ['members', 'purchases', 'journal'];
const lists = [
  'products',
  'locations',
  'rewards',
  'rules',
  'tiers',
  'staff',
  'mails',
  'audit',
  'keys',
  'overview',
];
const oneOf = (kinds: readonly string[]): string => kinds.map((kind) => `'${kind}'`).join(', ');

/** Every list can be exported, with the rights and filters of the person who asked, who alone gets the file. */
export class ExportedLists1764000000043 implements MigrationInterface {
  name = 'ExportedLists1764000000043';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table exports drop constraint exports_kind_check;
      alter table exports add constraint exports_kind_check check (kind in (${oneOf([...tables, ...lists])}));
      alter table exports alter column total drop not null;
      -- Nobody knows who asked for the earlier exports: nobody gets them, and they are deleted after their seven days.
      alter table exports add column asker text not null default '';
      alter table exports alter column asker drop default;
      alter table exports add column actor jsonb not null default '{}';
      alter table exports alter column actor drop default;
      -- Both until the file is written; filters may name a member.
      alter table exports add column filters jsonb;
      alter table exports add column language text check (language in ('de', 'en', 'cs'));
      alter table exports add column problem text check (problem in ('too-many-rows'));
      drop index exports_newest;
      create index exports_of_asker on exports (asker, created_at desc, id desc);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index exports_of_asker;
      create index exports_newest on exports (created_at desc, id desc);
      delete from exports where kind in (${oneOf(lists)});
      update exports set total = done where total is null;
      alter table exports drop column asker, drop column actor, drop column filters, drop column language,
        drop column problem, alter column total set not null;
      alter table exports drop constraint exports_kind_check;
      alter table exports add constraint exports_kind_check check (kind in (${oneOf(tables)}));
    `);
  }
}
