import { Injectable } from '@nestjs/common';
import type { Balances, Credit, Taking } from '@regulars/loyalty';
import type { Actor } from '../../platform/actor.ts';
import { MergedWalletsRepository } from './merged-wallets.repository.ts';
import { Points } from './points.service.ts';
import { causeOf } from './posting-cause.ts';
import { orRefuse } from './refusals.ts';

/** What a merge moved, as it is kept for the way back. */
export interface MovedPoints {
  /** Of the duplicate's wallet before. */
  readonly balances: Balances;
  /** The survivor's lots that hold them. */
  readonly lotIds: readonly string[];
  readonly credit: readonly Credit[];
  readonly debt: number;
  readonly forgiven: number;
  /** The posting in the survivor's wallet. */
  readonly receivedId: string | null;
  /** What the merge repaid at its own moment. */
  readonly repaid: readonly Taking[];
  /** The duplicate's postings. */
  readonly postings: readonly string[];
}

export interface MergedPair {
  readonly survivorId: string;
  readonly duplicateId: string;
}

/** What belongs to the duplicate when a merge is undone. */
export interface OwnThings {
  readonly purchases: readonly string[];
  readonly redemptions: readonly string[];
  /** From when on something may have been booked for them in the survivor's wallet. */
  readonly since: Date;
}

/**
 * Moves the points of two wallets of one person together and apart again (ADR 116). Call it in a transaction that has locked both
 * wallets.
 */
@Injectable()
export class MergedWallets {
  constructor(
    private readonly points: Points,
    private readonly stored: MergedWalletsRepository,
  ) {}

  async lock({ survivorId, duplicateId }: MergedPair): Promise<void> {
    await this.stored.lock([survivorId, duplicateId]);
  }

  /** What is held at this moment; with held points nobody is merged. */
  async held(memberId: string): Promise<number> {
    const wallets = await this.points.open([memberId]);
    return wallets.get(memberId).balance().held;
  }

  async merge({ survivorId, duplicateId }: MergedPair, mergeId: string, actor: Actor): Promise<MovedPoints> {
    const used = await this.stored.used(duplicateId);
    const wallets = await this.points.open([survivorId, duplicateId], { lots: 'all', transactions: used });
    const cause = causeOf({ kind: 'merge', mergeId });
    const [from, into] = [wallets.get(duplicateId), wallets.get(survivorId)];
    const balances = from.balance();
    const credit = await this.stored.credit(duplicateId);
    const { belongings } = orRefuse(() => from.sendAll({ credit, cause }));
    const received = orRefuse(() => into.receive({ belongings, cause }));
    await this.points.apply(this.points.document(wallets, { actor }));
    await this.stored.lead(duplicateId, survivorId);
    return {
      balances,
      lotIds: received.lotIds,
      credit,
      debt: belongings.debt,
      forgiven: belongings.forgiven,
      receivedId: received.transactionId,
      repaid: received.repaid,
      postings: await this.stored.give(duplicateId, survivorId),
    };
  }

  /** Returns the duplicate's balances afterwards. */
  async undo(
    { survivorId, duplicateId }: MergedPair,
    moved: MovedPoints,
    { purchases, redemptions, since }: OwnThings,
    { mergeId, actor }: { readonly mergeId: string; readonly actor: Actor },
  ): Promise<Balances> {
    await this.stored.lead(duplicateId, null);
    const about = { purchases, redemptions, postings: moved.postings };
    const later = await this.stored.bookedSince(survivorId, since, about);
    const used = [...(await this.stored.used(survivorId)), ...(await this.stored.used(duplicateId))];
    const wallets = await this.points.open([survivorId, duplicateId], { lots: 'all', transactions: used });
    const cause = causeOf({ kind: 'merge', mergeId, undone: true });
    const lotIds = await this.stored.lotsToReturn(survivorId, moved.lotIds, later);
    const credit = summed([...moved.credit, ...(await this.stored.creditOf(survivorId, later))]);
    const { belongings } = orRefuse(() =>
      wallets.get(survivorId).sendBack({
        lotIds,
        credit,
        debt: moved.debt,
        forgiven: { id: moved.receivedId, most: moved.forgiven },
        repaid: moved.repaid,
        cause,
      }),
    );
    orRefuse(() => wallets.get(duplicateId).receive({ belongings, cause }));
    await this.points.apply(this.points.document(wallets, { actor }));
    await this.stored.giveBack([...moved.postings, ...later], duplicateId);
    return wallets.get(duplicateId).balance();
  }
}

const summed = (credit: readonly Credit[]): Credit[] => {
  const sums = new Map<number, number>();
  for (const { at, status } of credit) sums.set(at, (sums.get(at) ?? 0) + status);
  return [...sums].map(([at, status]) => ({ at, status }));
};
