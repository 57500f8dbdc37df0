import type { Wallet } from '@regulars/loyalty';
import type { OpenWallets } from './open-wallets.ts';
import type { Points } from './points.service.ts';
import { causeOf } from './posting-cause.ts';
import type { ManualPosting } from './postings.service.ts';
import { orRefuse } from './refusals.ts';

interface DecidedAdjustment {
  readonly wallets: OpenWallets;
  readonly wallet: Wallet;
  readonly done: ReturnType<Wallet['adjust']>;
}

/**
 * Locks the wallet and decides the correction in it, without writing. Members who have left get nothing. Throws
 * `not-found`, `member-not-active`, `insufficient-points`.
 */
export const decideAdjustment = async (
  points: Points,
  memberId: string,
  { points: wanted, reason }: ManualPosting,
  approvalId?: string,
): Promise<DecidedAdjustment> => {
  const wallets = await points.open([memberId], { lots: 'all' });
  const wallet = wallets.get(memberId);
  wallets.assertNotClosed(memberId);
  const cause = causeOf({ kind: 'adjustment', reason, ...(approvalId ? { approvalId } : {}) });
  return { wallets, wallet, done: orRefuse(() => wallet.adjust({ points: wanted, cause })) };
};
