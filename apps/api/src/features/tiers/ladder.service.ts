import { Injectable } from '@nestjs/common';
import type { BodyOf, createTier, Tier, updateTier } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { newId } from '../../platform/ids.ts';
import { LadderNews } from './ladder-news.ts';
import { Ladder } from './ladder.ts';
import { TierRewards } from './tier-rewards.ts';
import { TiersRepository, type StoredTier } from './tiers.repository.ts';

export type NewTier = BodyOf<typeof createTier>;

/** Changes the ladder of tiers. */
@Injectable()
export class LadderService {
  constructor(
    private readonly stored: TiersRepository,
    private readonly rewards: TierRewards,
    private readonly news: LadderNews,
    private readonly transactions: Transactions,
  ) {}

  /** Throws `already-taken` when a tier has the code or the threshold, `unknown-reward`. */
  async create(actor: Actor, tier: NewTier): Promise<Tier> {
    return this.transactions.run(async () => {
      const others = await this.stored.all();
      assertFree(others, tier);
      await this.rewards.assertPromisable(tier.rewardId);
      const after = await this.stored.insert({ ...tier, id: newId(), version: 1 });
      await this.news.tell(actor, 'tier.created', undefined, after);
      return ranked([...others, after], after.id);
    });
  }

  /** Throws `not-found`, `version-changed`, or as `create` does. */
  async change(
    actor: Actor,
    id: string,
    patch: BodyOf<typeof updateTier>,
    expectedVersion: number,
  ): Promise<Tier> {
    return this.transactions.run(async () => {
      const all = await this.stored.all();
      const before = all.find((tier) => tier.id === id);
      if (!before) throw new ClubError('not-found');
      const others = all.filter((tier) => tier !== before);
      const wanted = { ...before, ...patch };
      assertFree(others, wanted);
      await this.rewards.assertPromisable(patch.rewardId ?? null);
      const after = await this.stored.update({ ...wanted, version: expectedVersion });
      if (!after) throw new ClubError('version-changed');
      await this.news.tell(actor, 'tier.changed', before, after);
      return ranked([...others, after], id);
    });
  }
}

const assertFree = (
  others: readonly StoredTier[],
  { code, threshold }: Pick<Tier, 'code' | 'threshold'>,
): void => {
  if (others.some((other) => other.code === code))
    throw ClubError.field('already-taken', '/code', 'another tier has this code');
  if (others.some((other) => other.threshold === threshold))
    throw ClubError.field('already-taken', '/threshold', 'another tier has this threshold');
};

const ranked = (all: readonly StoredTier[], id: string): Tier => {
  const tier = new Ladder(all).tiers.find((each) => each.id === id);
  if (!tier) throw new Error('The tier is not on its own ladder');
  return tier;
};
