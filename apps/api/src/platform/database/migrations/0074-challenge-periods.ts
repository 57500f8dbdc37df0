import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Challenges that start again in each week or month, and how often a member can fill one. */
export class ChallengePeriods1764000000162 implements MigrationInterface {
  name = 'ChallengePeriods1764000000162';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Null: any number.
      alter table challenges add most_filled int check (most_filled > 0);
      -- The first day of the week or month; '' if the challenge never starts again.
      alter table challenge_counts add period text not null default '';
      alter table challenge_fills add period text not null default '';
      alter table challenge_progress add period text not null default '';
      alter table challenge_progress drop constraint challenge_progress_pkey, add primary key (member_id, challenge_id, period);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Together, what counted in several periods must not fill a card that nobody filled.
      create temp table whole on commit drop as
        select p.member_id, p.challenge_id, sum(p.used) as used,
          case when bool_or(p.period <> '') then least(sum(p.counted), sum(p.used) + min(c.goal) - 1) else sum(p.counted) end as counted
        from challenge_progress p join challenges c on c.id = p.challenge_id group by 1, 2;
      delete from challenge_progress;
      alter table challenge_progress drop constraint challenge_progress_pkey, drop period, add primary key (member_id, challenge_id);
      insert into challenge_progress (member_id, challenge_id, counted, used) select member_id, challenge_id, counted, used from whole;
      alter table challenge_counts drop period;
      alter table challenge_fills drop period;
      alter table challenges drop most_filled;
      update challenges set terms = terms - 'restarts' where terms ? 'restarts';
      -- What older versions do not know.
      delete from sale_effects where participant = 'challenges' and reference in (select id::text from challenges where terms->>'kind' <> 'stamp-card');
      create temp table unknown on commit drop as select id from challenges where terms->>'kind' <> 'stamp-card';
      delete from challenge_fills where challenge_id in (select id from unknown);
      delete from challenge_counts where challenge_id in (select id from unknown);
      delete from challenge_progress where challenge_id in (select id from unknown);
      delete from challenges where id in (select id from unknown);
    `);
  }
}
