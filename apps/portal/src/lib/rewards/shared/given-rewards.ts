import type { Reward } from '@regulars/contracts';
import { lateRows } from '#lib/shell/late-rows.ts';

/** A reward of which managers can give vouchers. */
export type GivenReward = Pick<Reward, 'id' | 'name'>;

export const givenRewards = lateRows<GivenReward>('/console/rewards/live');
