import { Injectable } from '@nestjs/common';
import type { listRewards, QueryOf, Reward } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import type { Page } from '../../platform/http/cursor.ts';
import { sortedPage } from '../../platform/http/sorted.ts';
import { newId } from '../../platform/ids.ts';
import type { Wording } from '../club/index.ts';
import { KeptRewards } from './kept-rewards.ts';
import { showReward, type NewReward, type RewardRecord } from './reward.ts';
import { RewardsRepository, type SavedReward } from './rewards.repository.ts';

/** The catalogue. */
@Injectable()
export class RewardsService {
  constructor(
    private readonly rewards: RewardsRepository,
    private readonly kept: KeptRewards,
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Newest first, unless the caller sorts otherwise; names in the reader's language. */
  async list(query: QueryOf<typeof listRewards>, wordOf: Wording['of']): Promise<Page<RewardRecord>> {
    return sortedPage((await this.rewards.all()).map(showReward), query, {
      by: {
        created: 'id',
        name: ({ name }) => wordOf(name),
        state: ({ state }) => state,
        category: ({ category }) => wordOf(category),
        stock: ({ stock }) => stock ?? Infinity,
        redeemed: ({ redeemed }) => redeemed,
        points: ({ points }) => points,
        until: ({ validUntil }) => validUntil,
      },
      usual: 'created',
      usualOrder: 'desc',
    });
  }

  /** Throws `not-found`. */
  async find(id: string): Promise<RewardRecord> {
    const row = await this.rewards.find(id);
    if (!row) throw new ClubError('not-found');
    return showReward(row);
  }

  async exists(id: string): Promise<boolean> {
    return (await this.rewards.byIds([id])).length > 0;
  }

  async create(actor: Actor, reward: NewReward): Promise<RewardRecord> {
    const row = this.#saved(newId(), reward);
    return this.transactions.run(async () => {
      await this.kept.assertKnown(reward);
      await this.rewards.insert(row);
      const after = await this.find(row.id);
      await this.#tell(actor, 'reward.created', after);
      return after;
    });
  }

  /** Creates a new version. Throws `not-found`, or `version-changed` if someone else was faster. */
  async change(
    actor: Actor,
    id: string,
    patch: Partial<NewReward>,
    expectedVersion: number,
  ): Promise<RewardRecord> {
    return this.transactions.run(async () => {
      const before = await this.find(id);
      await this.kept.assertKnown(patch);
      const row = this.#saved(id, { ...before, ...patch });
      if (!(await this.rewards.update(row, expectedVersion, patch.stock !== undefined)))
        throw new ClubError('version-changed');
      const after = await this.find(id);
      await this.#tell(actor, 'reward.changed', after, before);
      return after;
    });
  }

  async #tell(actor: Actor, action: string, after: RewardRecord, before?: RewardRecord): Promise<void> {
    await this.audit.record(actor, { action, subject: { type: 'reward', id: after.id }, before, after });
    await this.outbox.append([{ name: 'reward.changed', memberId: null, data: { rewardId: after.id } }]);
  }

  #saved(id: string, reward: NewReward): SavedReward {
    const [validFrom, validUntil] = [dateOf(reward.validFrom), dateOf(reward.validUntil)];
    if (validFrom && validUntil && validFrom >= validUntil)
      throw ClubError.field('invalid-request', '/validUntil', 'later than validFrom');
    assertFreeSample(reward);
    assertEvent(reward);
    assertPrices(reward);
    return {
      id,
      kind: reward.kind,
      state: reward.state,
      name: reward.name,
      description: reward.description,
      category: reward.category,
      picture: reward.picture,
      points: reward.points,
      toPay: reward.toPay,
      event: reward.event,
      tierPrices: reward.tierPrices,
      stock: reward.stock,
      lowStock: reward.lowStock,
      perMember: reward.perMember,
      validFrom,
      validUntil,
      voucherDays: reward.voucherDays,
      tierId: reward.tierId,
      audience: reward.audience,
      updatedAt: this.clock.date(),
    };
  }
}

/** Throws `invalid-request`. */
function assertFreeSample({ kind, toPay }: Pick<NewReward, 'kind' | 'toPay'>): void {
  if (kind === 'sample' && toPay) throw ClubError.field('invalid-request', '/toPay', 'a sample is free');
}

const hasEvent: Readonly<Record<Reward['kind'], boolean>> = {
  product: false,
  discount: false,
  sample: false,
  ticket: true,
};

/** A ticket has an event, and nothing else has. Throws `invalid-request`. */
function assertEvent({ kind, event }: Pick<NewReward, 'kind' | 'event'>): void {
  if (hasEvent[kind] && !event) throw ClubError.field('invalid-request', '/event', 'a ticket needs one');
  if (!hasEvent[kind] && event) throw ClubError.field('invalid-request', '/event', 'only a ticket has one');
  if (event && Date.parse(event.startsAt) >= Date.parse(event.endsAt))
    throw ClubError.field('invalid-request', '/event/endsAt', 'later than startsAt');
}

/** Throws `invalid-request`. */
function assertPrices({ points, tierPrices }: Pick<NewReward, 'points' | 'tierPrices'>): void {
  for (const [place, price] of tierPrices.entries()) {
    const pointer = `/tierPrices/${place}`;
    if (tierPrices.findIndex(({ tierId }) => tierId === price.tierId) < place)
      throw ClubError.field('invalid-request', `${pointer}/tierId`, 'one price per tier');
    if (price.points > points)
      throw ClubError.field('invalid-request', `${pointer}/points`, 'no more than the usual price');
  }
}

const dateOf = (instant: string | null): Date | null => (instant === null ? null : new Date(instant));
