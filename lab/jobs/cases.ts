import type { INestApplicationContext } from '@nestjs/common';
import type { PointsPolicy } from '@regulars/contracts';
import type pg from 'pg';
import { ClubSettings } from '../../apps/api/dist/features/club/index.js';
import { ExpiryNoticesJob } from '../../apps/api/dist/features/mailing/expiry-notices.job.js';
import { SettleWalletsJob } from '../../apps/api/dist/features/points/index.js';
import { TierReviews } from '../../apps/api/dist/features/tiers/index.js';
import { system } from '../../apps/api/dist/platform/actor.js';
import { addTier, allDue, expireSoon, fallDue } from './seeds.ts';

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
