import type { Reward } from '@regulars/contracts';
import { ClubError } from '../../platform/club-error.ts';

type OfKind = Pick<Reward, 'kind'>;

/** Whether its stock is the codes that are left of a pool. */
export const hasPool = ({ kind }: OfKind): boolean => kind === 'partner-code';

/** What tiers and challenges promise must always be there, and a pool may be empty. */
export const isPromisable = (reward: OfKind): boolean => !hasPool(reward);
export const notPromised = 'nobody can promise the code of a partner: the pool may be empty';

/** Throws `invalid-request`. */
export const assertPool = ({ kind, stock }: Pick<Reward, 'kind' | 'stock'>): void => {
  if (hasPool({ kind }) && stock !== null)
    throw ClubError.field('invalid-request', '/stock', 'the codes that are left');
};

/** A pool stays one. Throws `invalid-request`. */
export const assertSameSort = (before: OfKind, after: OfKind): void => {
  if (hasPool(before) !== hasPool(after))
    throw ClubError.field('invalid-request', '/kind', 'cannot become or stop being the code of a partner');
};
