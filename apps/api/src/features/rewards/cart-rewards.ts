import { Injectable } from '@nestjs/common';
import type { CartRewardProblem, Language, Reward, Texts } from '@regulars/contracts';
import {
  rewardRefusal,
  rewardRefusedSentence,
  type Instant,
  type RewardRefusal,
  type RewardRefused,
} from '@regulars/loyalty';
import { ClubError } from '../../platform/club-error.ts';
import { MemberPointsService } from '../points/index.ts';
import { KeptRewards } from './kept-rewards.ts';
import { RedemptionsRepository } from './redemptions.repository.ts';
import { assertSamePrice, termsOf, type RewardRow } from './reward.ts';
import { RewardHoldsRepository, type LiveHold } from './reward-holds.repository.ts';
import { RewardsRepository } from './rewards.repository.ts';
import { withoutHeld } from './stock-without-holds.ts';

/** A reward in a cart, with the ids of the vouchers that its pieces become. */
export interface AskedReward {
  readonly id: string;
  readonly count: number;
  readonly vouchers: readonly string[];
}

/** What a cart tells about one. */
export interface CartReward extends AskedReward {
  /** In the cart. */
  readonly place: number;
  /** Null for one that does not exist. */
  readonly name: Texts | null;
  /** What the member pays for a piece. */
  readonly points: number;
  readonly toPay: Reward['toPay'];
  /** What the voucher of a discount takes off the cart. */
  readonly effect: Reward['effect'];
  /** The location where the pieces lie; null for every one. */
  readonly pickUp: string | null;
  /** Null if the member can redeem all pieces. */
  readonly because: RewardRefused | null;
}

export interface JudgedReward extends CartReward {
  /** Null for one that does not exist. */
  readonly row: RewardRow | null;
}

/** The sale in which they are redeemed. */
export interface RewardsSale {
  readonly at: Instant;
  readonly memberId: string | null;
  readonly locationId: string;
}

/** The problem code of each reason. */
export const problemOfReward: Readonly<Record<RewardRefused['kind'], CartRewardProblem>> = {
  'needs-member': 'reward-needs-member',
  'not-available': 'reward-not-available',
  'event-begun': 'event-begun',
  'not-for-member': 'reward-not-for-member',
  'tier-too-low': 'tier-too-low',
  limit: 'reward-limit-reached',
  'out-of-stock': 'out-of-stock',
  'out-of-stock-here': 'out-of-stock-here',
  points: 'insufficient-points',
};

/** With its sentence and a pointer to its place in the cart. */
export const refusalOfReward = (because: RewardRefused, place: number, language: Language): ClubError =>
  ClubError.field(
    problemOfReward[because.kind],
    `/rewards/${place}`,
    rewardRefusedSentence(because, language),
  );

/** The rewards of a cart: what they cost its member, and why some cannot be redeemed. Locks nothing. */
@Injectable()
export class CartRewards {
  constructor(
    private readonly rewards: RewardsRepository,
    private readonly redemptions: RedemptionsRepository,
    private readonly kept: KeptRewards,
    private readonly points: MemberPointsService,
    private readonly holds: RewardHoldsRepository,
  ) {}

  /** In their order: of points that do not suffice for all, the first ones get them. */
  async judge(asked: readonly AskedReward[], sale: RewardsSale): Promise<JudgedReward[]> {
    if (asked.length === 0) return [];
    const { memberId } = sale;
    const all = await this.rowsOf(asked);
    const held = await this.holds.live([...all.keys()], new Date(sale.at));
    const rows = new Map([...all].map(([id, row]) => [id, withoutHeld(row, held)]));
    if (memberId === null)
      return asked.map((each, place) => ({ ...told(each, place, rows.get(each.id)), because: needsMember }));
    const spendable = await this.points.spendable([memberId]);
    const taken = await this.#takenBy(memberId, held);
    let available = spendable.get(memberId) ?? 0;
    const judged: JudgedReward[] = [];
    for (const [place, each] of asked.entries()) {
      const row = rows.get(each.id);
      const known = told(each, place, row);
      const price = row ? await this.#priceFor(memberId, row, sale.at) : notAvailable;
      const open = 'kind' in price ? price : null;
      const points = 'kind' in price ? 0 : price.points;
      const because =
        (row && refusalOf(row, each.count, taken.get(each.id) ?? 0, sale)) ??
        open ??
        tooFew(points * each.count, available);
      if (!because) available -= points * each.count;
      judged.push({ ...known, points, pickUp: row?.stocks ? sale.locationId : null, because });
    }
    return judged;
  }

  /**
   * Under the lock of the wallet: they are as they were told. Throws `reward-price-changed`, and why the member cannot redeem one, with
   * pointers into the cart.
   */
  async confirm(
    told: readonly CartReward[],
    sale: RewardsSale,
    language: Language,
  ): Promise<ReadonlyMap<string, RewardRow>> {
    const rows = new Map<string, RewardRow>();
    for (const [index, { row, because, points, toPay }] of (await this.judge(told, sale)).entries()) {
      const before = told[index];
      if (!before) throw new Error('one verdict for each reward');
      if (because) throw refusalOfReward(because, before.place, language);
      assertSamePrice(before, { points, toPay });
      if (row) rows.set(row.id, row);
    }
    return rows;
  }

  /** Someone has taken the last piece since the reading. Under the locks of the stock: which one is gone, and where. */
  async outOfStock(told: readonly CartReward[], sale: RewardsSale, language: Language): Promise<ClubError> {
    const judged = await this.judge(told, sale);
    const gone = judged.findIndex(({ because }) => because?.kind.startsWith('out-of-stock'));
    const because = judged[gone]?.because;
    return because
      ? refusalOfReward(because, told[gone]?.place ?? gone, language)
      : new ClubError('out-of-stock');
  }

  async rowsOf(asked: readonly Pick<AskedReward, 'id'>[]): Promise<ReadonlyMap<string, RewardRow>> {
    const rows = await this.rewards.byIds(asked.map(({ id }) => id));
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** What reserved checkouts hold for the member counts. */
  async #takenBy(memberId: string, held: readonly LiveHold[]): Promise<ReadonlyMap<string, number>> {
    const rows = await this.redemptions.takenBy([memberId]);
    const taken = new Map(rows.map(({ reward_id: id, taken: times }) => [id, times]));
    for (const { rewardId, pieces } of held.filter((each) => each.memberId === memberId))
      taken.set(rewardId, (taken.get(rewardId) ?? 0) + pieces);
    return taken;
  }

  async #priceFor(memberId: string, row: RewardRow, at: Instant): Promise<Price | RewardRefused> {
    try {
      return { points: await this.kept.priceFor(memberId, row, at) };
    } catch (error) {
      const kind = error instanceof ClubError ? keptFor.get(error.code) : undefined;
      if (kind === undefined) throw error;
      return { kind };
    }
  }
}

interface Price {
  readonly points: number;
}

const needsMember: RewardRefused = { kind: 'needs-member' };
const notAvailable: RewardRefused = { kind: 'not-available' };

/** By the problem codes of `KeptRewards`. */
const keptFor: ReadonlyMap<string, 'tier-too-low' | 'not-for-member'> = new Map([
  ['tier-too-low', 'tier-too-low'],
  ['reward-not-for-member', 'not-for-member'],
]);

const told = (asked: AskedReward, place: number, row: RewardRow | undefined): JudgedReward => ({
  ...asked,
  place,
  name: row?.name ?? null,
  points: 0,
  toPay: row?.toPay ?? null,
  effect: row?.effect ?? null,
  pickUp: null,
  because: null,
  row: row ?? null,
});

const tooFew = (needed: number, available: number): RewardRefused | null =>
  needed > available ? { kind: 'points', needed, available: Math.max(0, available) } : null;

/** In the order in which a redemption refuses. */
const refusalOf = (
  row: RewardRow,
  count: number,
  taken: number,
  { at, locationId }: RewardsSale,
): RewardRefused | null => {
  // The last of the pieces decides about the limit, and the stock is asked here.
  const refusal = rewardRefusal({ ...termsOf(row), stock: null }, taken + count - 1, at);
  if (refusal) return reasons[refusal](row.perMember ?? 0, taken);
  const left = row.stock;
  if (left === null) return null;
  if (!row.stocks) return left < count ? { kind: 'out-of-stock', left } : null;
  const here = row.stocks.find((each) => each.locationId === locationId)?.stock ?? 0;
  return Math.min(here, left) < count ? { kind: 'out-of-stock-here', left: Math.min(here, left) } : null;
};

const reasons: Readonly<Record<RewardRefusal, (most: number, taken: number) => RewardRefused>> = {
  'reward-not-available': () => notAvailable,
  'event-begun': () => ({ kind: 'event-begun' }),
  'reward-limit-reached': (most, taken) => ({ kind: 'limit', most, taken }),
  'out-of-stock': () => ({ kind: 'out-of-stock', left: 0 }),
};
