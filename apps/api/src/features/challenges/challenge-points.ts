import { Injectable } from '@nestjs/common';
import type { Reason } from '@regulars/loyalty';
import { system } from '../../platform/actor.ts';
import type { Origin } from '../../platform/events/outbox.ts';
import { Subscriptions } from '../../platform/events/subscriptions/subscriptions.ts';
import { awardTaken, causeOf, orRefuse, Points, type OpenWallets } from '../points/index.ts';
import { ChallengePointsRepository, type PromisedFill } from './challenge-points.repository.ts';

interface Booking {
  readonly givenBy: string | null;
  readonly takenBy: string | null;
}

/**
 * Books the points of filled cards. A sale fills the card, and an event brings the points: so the sale needs no wallet of
 * its participants. Each event leads to the same: the points of a standing card are booked, those of a withdrawn one are
 * taken back.
 */
@Injectable()
export class ChallengePoints {
  constructor(
    subscriptions: Subscriptions,
    private readonly fills: ChallengePointsRepository,
    private readonly points: Points,
  ) {
    subscriptions.subscribe({
      consumer: 'challenge-points',
      names: ['challenge.filled', 'challenge.withdrawn'],
      origins: ['live', 'import', 'demo'],
      from: 'now',
      handle: ({ data, origin }) => this.#settle(data.fillId, origin),
    });
  }

  /** Also for former members, as for returned goods: their books stay, and the membership may be reopened. */
  async #settle(fillId: string, origin: Origin): Promise<void> {
    const promised = await this.fills.find(fillId);
    if (!promised || !('points' in promised.reward)) return;
    // Only locks: returns change the card, and purchases repay its debt, under the lock of the wallet.
    await this.points.open([promised.member_id]);
    const fill = await this.fills.find(fillId);
    if (!fill) return;
    const { member_id: memberId, given_by: givenBy, taken_by: takenBy } = fill;
    const settlements = takenBy === null ? [] : await this.points.settlementsSince(memberId, takenBy);
    const transactions = [givenBy, takenBy, ...settlements].filter((id) => id !== null);
    const wallets = await this.points.open([memberId], { lots: 'all', transactions });
    const booking = settled(fill, promised.reward.points, wallets, settlements);
    if (!booking) return;
    await this.fills.book(fillId, booking.givenBy, booking.takenBy);
    await this.points.apply(this.points.document(wallets, { actor: system, origin }));
  }
}

/** Null if everything is booked. */
const settled = (
  fill: PromisedFill,
  points: number,
  wallets: OpenWallets,
  settlements: readonly string[],
): Booking | null => {
  const { given_by: givenBy, taken_by: takenBy } = fill;
  const stands = fill.state !== 'withdrawn';
  if (givenBy === null) return stands ? give(fill, points, wallets) : null;
  if (!stands && takenBy === null) return { givenBy, takenBy: take(fill, points, wallets) };
  if (!stands || takenBy === null) return null;
  giveAgain(fill, points, wallets, settlements);
  return { givenBy, takenBy: null };
};

const give = (fill: PromisedFill, points: number, wallets: OpenWallets): Booking => {
  const earnedAt = fill.filled_at.getTime();
  const { transactionId } = orRefuse(() =>
    wallets.get(fill.member_id).award({
      points,
      status: 0,
      kind: 'bonus',
      earnedAt,
      cause: causeFor(fill, points, 'challenge-filled'),
      source: { fillId: fill.id },
    }),
  );
  return { givenBy: transactionId, takenBy: null };
};

/** As for returned goods: first from these points, then from others; what is missing becomes debt or is forgiven. */
const take = (fill: PromisedFill, points: number, wallets: OpenWallets): string | null => {
  const { lotIds } = awardTaken(givenIn(fill, wallets));
  const cause = causeFor(fill, -points, 'challenge-withdrawn');
  return orRefuse(() => wallets.get(fill.member_id).takeBack({ points, status: 0, lotIds, cause }))
    .transactionId;
};

const giveAgain = (
  fill: PromisedFill,
  points: number,
  wallets: OpenWallets,
  settlements: readonly string[],
): void => {
  const { lotIds } = awardTaken(givenIn(fill, wallets));
  const returned = fill.taken_by === null ? undefined : wallets.transaction(fill.member_id, fill.taken_by);
  const repaid = settlements.flatMap((id) => wallets.transaction(fill.member_id, id) ?? []);
  const cause = causeFor(fill, points, 'challenge-refilled');
  orRefuse(() =>
    wallets
      .get(fill.member_id)
      .restore({ points, status: 0, returned: returned ?? null, settled: repaid, lotIds, cause }),
  );
};

const givenIn = ({ member_id: memberId, given_by: givenBy }: PromisedFill, wallets: OpenWallets) =>
  givenBy === null ? undefined : wallets.transaction(memberId, givenBy);

const causeFor = (
  { id, name }: PromisedFill,
  points: number,
  kind: Extract<Reason, { readonly challenge: unknown }>['kind'],
) =>
  causeOf({
    kind: 'challenge',
    fillId: id,
    explanation: [{ rule: null, points, reason: { kind, challenge: name } }],
  });
