import { z } from 'zod';
import { rewardKind } from './rewards.ts';
import { id } from './values.ts';

/** A reward that a purchase redeemed, as its receipt tells it. */
export const redeemedReward = z.object({
  id: id.describe('of the reward'),
  name: z.string().describe('as it was when it was redeemed'),
  kind: rewardKind,
  count: z.int().describe('pieces'),
  points: z.int().describe('that all pieces cost'),
  used: z.int().describe('pieces that were handed over, or that lowered a price'),
  givenBack: z.int().describe('pieces whose points are back, because all goods were returned'),
});
