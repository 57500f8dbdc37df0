import type { MigrationInterface, QueryRunner } from 'typeorm';

const kinds = `'terms', 'privacy', 'imprint', 'contact', 'accessibility'`;

/** Legal texts of the club, and which terms a member accepted. */
export class Legal1764000000037 implements MigrationInterface {
  name = 'Legal1764000000037';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- What is being written. There is always one of each kind.
      create table legal_drafts (
        kind text primary key check (kind in (${kinds})),
        version int not null default 1,
        -- Markdown by language.
        content jsonb not null default '{}',
        updated_at timestamptz
      );
      insert into legal_drafts (kind) select unnest(array[${kinds}]);

      create table legal_versions (
        kind text not null check (kind in (${kinds})),
        version int not null check (version > 0),
        content jsonb not null check (content <> '{}'),
        published_at timestamptz not null,
        effective_from timestamptz not null check (effective_from >= published_at),
        primary key (kind, version)
      );
      create trigger legal_versions_append_only before update or delete on legal_versions
        for each row execute function refuse_change();

      -- Who runs the club, and the notice period; null follows the default of the country.
      create table legal_settings (
        id smallint primary key default 1 check (id = 1),
        country text check (country in ('de', 'at', 'cz')),
        notice_days int check (notice_days between 0 and 365),
        operator text not null default '',
        address text not null default '',
        email text not null default '',
        phone text not null default '',
        register text not null default '',
        tax_id text not null default '',
        authority text not null default ''
      );
      insert into legal_settings default values;

      -- By the member, with the version and the language that was shown.
      create table terms_acceptances (
        member_id uuid not null references members on delete cascade,
        version int not null,
        language text not null check (language in ('de', 'en', 'cs')),
        accepted_at timestamptz not null,
        way text not null check (way in ('joining', 'account-opening', 'asked')),
        primary key (member_id, version)
      );
      create index terms_acceptances_version on terms_acceptances (version, member_id);

      -- Who was told of new terms by mail.
      create table terms_notices (
        member_id uuid not null references members on delete cascade,
        version int not null,
        told_at timestamptz not null,
        primary key (member_id, version)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'drop table terms_notices, terms_acceptances, legal_settings, legal_versions, legal_drafts',
    );
  }
}
