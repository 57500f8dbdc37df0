import { Injectable } from '@nestjs/common';
import type { listRewards, QueryOf, Reward } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import type { Page } from '../../platform/http/cursor.ts';
import { sortedPage } from '../../platform/http/sorted.ts';
import { newId } from '../../platform/ids.ts';
import type { Wording } from '../club/index.ts';
import { KeptRewards } from './kept-rewards.ts';
import { assertPool, assertSameSort, hasPool, isPromisable, notPromised } from './reward-pool.ts';
import { showReward, type NewReward, type RewardRecord } from './reward.ts';
import { RewardNews } from './reward-news.ts';
import { RewardStocks, stockOfClub } from './reward-stocks.ts';
import { RewardsRepository, type SavedReward } from './rewards.repository.ts';

/** The catalogue. */
@Injectable()
export class RewardsService {
  constructor(
    private readonly rewards: RewardsRepository,
    private readonly kept: KeptRewards,
    private readonly stocks: RewardStocks,
    private readonly transactions: Transactions,
    private readonly news: RewardNews,
    private readonly clock: Clock,
  ) {}

  /** Newest first, unless the caller sorts otherwise; names in the reader's language. */
  async list(query: QueryOf<typeof listRewards>, wordOf: Wording['of']): Promise<Page<RewardRecord>> {
    const byLocation = await this.stocks.inCodes();
    const rewards = (await this.rewards.all()).map((row) => showReward(row, byLocation(row.stocks)));
    return sortedPage(rewards, query, {
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
    return showReward(row, (await this.stocks.inCodes())(row.stocks));
  }

  /** Throws `unknown-reward`, `invalid-request` at the pointer for one that nobody can promise. */
  async assertPromisable(id: string, pointer: string): Promise<void> {
    const [reward] = await this.rewards.byIds([id]);
    if (!reward) throw ClubError.field('unknown-reward', pointer, 'no such reward');
    if (!isPromisable(reward)) throw ClubError.field('invalid-request', pointer, notPromised);
  }

  async create(actor: Actor, reward: NewReward): Promise<RewardRecord> {
    assertPool(reward);
    const pool = hasPool(reward) ? { stock: 0 } : {};
    const row = this.#saved(newId(), { ...reward, ...pool });
    return this.transactions.run(async () => {
      await this.kept.assertKnown(reward);
      await this.rewards.insert(row);
      await this.#setStocks(row.id, reward);
      const after = await this.find(row.id);
      await this.news.saved(actor, after);
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
      const wanted = { ...before, ...patch, stock: stockAfter(before, patch) };
      const row = this.#saved(id, wanted);
      assertSameSort(before, row);
      assertPool({ kind: row.kind, stock: patch.stock ?? null });
      const isMoved = patch.stockByLocation !== undefined && patch.stockByLocation !== null;
      const setsStock = isMoved || (patch.stock !== undefined && !hasPool(row) && !wanted.stockByLocation);
      if (!(await this.rewards.update(row, expectedVersion, setsStock)))
        throw new ClubError('version-changed');
      await this.#setStocks(id, patch);
      const after = await this.find(id);
      await this.news.saved(actor, after, before);
      return after;
    });
  }

  async #setStocks(id: string, { stockByLocation }: Partial<NewReward>): Promise<void> {
    if (stockByLocation === undefined) return;
    await this.rewards.setStocks(id, stockByLocation && (await this.stocks.known(stockByLocation)));
  }

  #saved(id: string, reward: NewReward): SavedReward {
    const [validFrom, validUntil] = [dateOf(reward.validFrom), dateOf(reward.validUntil)];
    if (validFrom && validUntil && validFrom >= validUntil)
      throw ClubError.field('invalid-request', '/validUntil', 'later than validFrom');
    assertFree(reward);
    assertEffect(reward);
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
      effect: reward.effect,
      event: reward.event,
      tierPrices: reward.tierPrices,
      stock: stockOfClub(reward),
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

/** What a change says about the stock; null where the locations say it. Throws `invalid-request`. */
function stockAfter(
  before: Pick<NewReward, 'stock' | 'stockByLocation'>,
  { stock, stockByLocation }: Partial<NewReward>,
): number | null {
  const staysByLocation = stockByLocation === undefined && before.stockByLocation !== null;
  if (staysByLocation && stock !== undefined && stock !== before.stock)
    throw ClubError.field('invalid-request', '/stock', 'kept by location: change stockByLocation');
  if (staysByLocation) return null;
  return stock ?? (stock === null || stockByLocation ? null : before.stock);
}

const free: Partial<Record<Reward['kind'], string>> = {
  sample: 'a sample is free',
  'partner-code': 'no till takes money for the code of a partner',
};

/** Throws `invalid-request`. */
function assertFree({ kind, toPay }: Pick<NewReward, 'kind' | 'toPay'>): void {
  const why = free[kind];
  if (why && toPay) throw ClubError.field('invalid-request', '/toPay', why);
}

/** Throws `invalid-request`. */
function assertEffect({ kind, effect, toPay }: Pick<NewReward, 'kind' | 'effect' | 'toPay'>): void {
  if (!effect) return;
  if (!lowersPrices[kind])
    throw ClubError.field('invalid-request', '/effect', 'only a discount takes something off a cart');
  if (toPay)
    throw ClubError.field('invalid-request', '/toPay', 'what takes something off a cart asks for no money');
}

const lowersPrices: Readonly<Record<Reward['kind'], boolean>> = {
  product: false,
  discount: true,
  sample: false,
  ticket: false,
  'partner-code': false,
};

const hasEvent: Readonly<Record<Reward['kind'], boolean>> = {
  product: false,
  discount: false,
  sample: false,
  ticket: true,
  'partner-code': false,
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
