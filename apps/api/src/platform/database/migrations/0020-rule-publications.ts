import type { MigrationInterface, QueryRunner } from 'typeorm';

export class RulePublications1764000000020 implements MigrationInterface {
  name = 'RulePublications1764000000020';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Which version of a rule holds when; of those that cover a moment, the one made last.
      create table rule_publications (
        id bigint generated always as identity primary key,
        rule_id uuid not null,
        version int not null,
        live_from timestamptz,
        live_until timestamptz,
        published_at timestamptz,
        published_by text,
        closed_at timestamptz,
        closed_by text,
        foreign key (rule_id, version) references earning_rule_versions,
        check (live_until >= live_from)
      );
      create index rule_publications_rule on rule_publications (rule_id, id);

      -- What was published and paused so far stands in the audit log, with its exact time.
      with told as (
        select id, at, actor_name, subject_id::uuid as rule_id, (after->>'liveVersion')::int as version
        from audit_entries
        where subject_type = 'earning-rule' and action in ('earning-rule.published', 'earning-rule.paused')
      )
      insert into rule_publications (rule_id, version, live_from, live_until, published_at, published_by, closed_at, closed_by)
      select told.rule_id, told.version,
             case when exists (
               select from told earlier
               where earlier.rule_id = told.rule_id and earlier.id < told.id and earlier.version is not null
             ) then told.at end,
             paused.at, told.at, told.actor_name, paused.at, paused.actor_name
      from told
      join earning_rule_versions v on v.rule_id = told.rule_id and v.version = told.version
      left join lateral (
        select pause.at, pause.actor_name from told pause
        where pause.rule_id = told.rule_id and pause.id > told.id and pause.version is null
        order by pause.id limit 1
      ) paused on true
      order by told.id;

      -- Where the log does not tell how it came to what is live now, that holds since ever.
      update rule_publications p set live_until = greatest(r.updated_at, p.live_from)
      from earning_rules r where r.id = p.rule_id and r.state <> 'live' and p.live_until is null;
      insert into rule_publications (rule_id, version, live_from)
      select r.id, r.live_version,
             case when exists (select from rule_publications p where p.rule_id = r.id) then r.updated_at end
      from earning_rules r
      where r.state = 'live' and r.live_version is distinct from (
        select p.version from rule_publications p
        where p.rule_id = r.id and p.live_until is null order by p.id desc limit 1
      )
      order by r.id;

      alter table earning_rules drop column state, drop column live_version;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table earning_rules
        add column live_version int,
        add column state text not null default 'draft' check (state in ('draft', 'live', 'paused'));
      update earning_rules r set state = 'live', live_version = held.version
      from (
        select distinct on (rule_id) rule_id, version from rule_publications
        where (live_from is null or live_from <= now()) and (live_until is null or live_until > now())
        order by rule_id, id desc
      ) held
      where held.rule_id = r.id;
      update earning_rules r set state = 'paused'
      where state = 'draft' and exists (select from rule_publications p where p.rule_id = r.id);
      drop table rule_publications;
    `);
  }
}
