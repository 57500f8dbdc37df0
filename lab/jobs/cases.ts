import type { INestApplicationContext } from '@nestjs/common';
import type { PointsPolicy } from '@regulars/contracts';
import type pg from 'pg';
import { ClubSettings } from '../../apps/api/dist/features/club/index.js';
import { ExpiryNoticesJob } from '../../apps/api/dist/features/mailing/expiry-notices.job.js';
import { SettleWalletsJob } from '../../apps/api/dist/features/points/index.js';
import { TierReviews } from '../../apps/api/dist/features/tiers/index.js';
import { system } from '../../apps/api/dist/platform/actor.js';

/** A job over all members. */
export interface Case {
  readonly name: string;
  /** Seconds for a million members; without one nobody waits for it. */
  readonly goal?: number;
  /** What the job finds to do. */
  prepare(): Promise<unknown>;
  /** Says what it did. */
  readonly run: () => Promise<unknown>;
}

/** One lot of each member is over; every tenth member has points that are released. */
const fallDue = `
  with older as (
    select distinct on (member_id) member_id, id from lots where remaining > 0 order by member_id, expires_at, awarded_at, id
  )
  update lots l set expires_at = date_trunc('second', now()) - interval '1 hour' from older o
  where l.member_id = o.member_id and l.id = o.id;
  with younger as (
    select l.member_id, l.id, l.remaining from lots l
    where l.remaining > 0 and l.expires_at > now() and hashtext(l.member_id::text) % 10 = 0
  ), pending as (
    update lots l set released = false, available_at = date_trunc('second', now()) - interval '2 hours' from younger y
    where l.member_id = y.member_id and l.id = y.id returning l.member_id, l.remaining
  )
  update wallets w set available = w.available - p.remaining, pending = w.pending + p.remaining from pending p where p.member_id = w.member_id;
  update wallets set next_due_at = date_trunc('second', now()) - case when pending > 0 then interval '2 hours' else interval '1 hour' end`;
/** All mail addresses are confirmed, and the points of every thirtieth member expire within the days of a notice. */
const expireSoon = `
  update members set email_confirmed_at = now();
  update lots l set expires_at = date_trunc('day', now()) + interval '6 days' where remaining > 0 and hashtext(member_id::text) % 30 = 0`;
/** Every tenth member has the credit of a tier that is new. */
const addTier = `
  insert into tiers (id, version, code, name, threshold, multiplier_percent) values (uuidv7(), 1, 'silver', '{"en": "Silver"}', 1000, 100);
  insert into status_credit (member_id, quarter, credit)
    select id, date_bin('15 minutes', now(), 'epoch'), 1000 from members where hashtext(id::text) % 10 = 1
    on conflict (member_id, quarter) do update set credit = 1000`;
/** Half of the members are on a tier that they do not reach any more, and all are due. */
const allDue = `
  update member_tiers m set reviewed_at = '2020-01-01', stepped_at = null,
    tier_id = (select t.id from tiers t where t.code = case when hashtext(m.member_id::text) % 2 = 0 then 'gold' else 'basic' end)`;

/** What `npm run jobs` measures, in this order. */
export const casesOf = (app: INestApplicationContext, database: pg.Client): Case[] => {
  const change = async (points: Partial<PointsPolicy>): Promise<void> => {
    const club = app.get(ClubSettings);
    const { points: before, version } = await club.current();
    await club.change(system, { points: { ...before, ...points } }, version);
  };
  const review = (qualifyingPeriod: PointsPolicy['qualifyingPeriod']): Case => ({
    name: `review tiers, ${qualifyingPeriod}`,
    goal: 60,
    prepare: async () => {
      await change({ qualifyingPeriod });
      await database.query(allDue);
    },
    run: () => app.get(TierReviews).review(),
  });
  return [
    {
      name: 'expiry notices',
      goal: 30,
      prepare: () => database.query(expireSoon),
      run: () => app.get(ExpiryNoticesJob).notify(),
    },
    {
      name: 'settle due wallets',
      goal: 120,
      prepare: () => database.query(fallDue),
      run: () => app.get(SettleWalletsJob).settleDue(),
    },
    {
      name: 'raise tiers',
      goal: 60,
      prepare: () => database.query(addTier),
      run: () => app.get(TierReviews).raise(),
    },
    review('calendar-year'),
    review('membership-year'),
    {
      name: 'review tiers, nobody due',
      prepare: () => Promise.resolve(),
      run: () => app.get(TierReviews).review(),
    },
  ];
};
