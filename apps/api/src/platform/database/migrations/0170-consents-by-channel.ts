import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Consents are given by channel, wait for their confirmation, and say who recorded them. */
export class ConsentsByChannel1764000000370 implements MigrationInterface {
  name = 'ConsentsByChannel1764000000370';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table consents
        add column channel text,
        add column state text,
        -- In which the member read the wording; null where others noted the consent.
        add column language text,
        -- Null for entries from before this was stored.
        add column source text;
      update consents c set
        purpose = case purpose when 'newsletter' then 'marketing' when 'personalisation' then 'profiling' else purpose end,
        channel = case when purpose in ('newsletter', 'surveys') then 'email' end,
        -- What was given so far has counted only for confirmed addresses.
        state = case when not granted then 'refused'
                     when purpose in ('newsletter', 'surveys') and m.email_confirmed_at is null then 'pending'
                     else 'granted' end
      from members m where m.id = c.member_id;
      alter table consents drop constraint consents_pkey;
      insert into consents (member_id, purpose, channel, granted, state, changed_at, version)
      select member_id, purpose, 'portal', granted, case when granted then 'granted' else 'refused' end, changed_at, version
      from consents where purpose = 'surveys';
      alter table consents
        add constraint consents_key unique nulls not distinct (member_id, purpose, channel, changed_at),
        alter column state set not null,
        add constraint consents_state_check check (state in ('granted', 'pending', 'refused')),
        drop column granted;
      alter table consents
        -- What the member said, also while it waits.
        add column granted boolean not null generated always as (state <> 'refused') stored;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table consents drop column granted;
      alter table consents add column granted boolean;
      update consents set granted = state <> 'refused';
      alter table consents drop constraint consents_key;
      delete from consents where purpose = 'tracking' or (purpose = 'marketing' and channel <> 'email')
        or (purpose = 'surveys' and channel <> 'email');
      update consents set purpose = case purpose when 'marketing' then 'newsletter' when 'profiling' then 'personalisation' else purpose end;
      alter table consents
        drop column channel, drop column state, drop column language, drop column source,
        alter column granted set not null,
        add constraint consents_pkey primary key (member_id, purpose, changed_at);
    `);
  }
}
