import { Injectable } from '@nestjs/common';
import type { BodyOf, Merge, mergeMember } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { newId } from '../../platform/ids.ts';
import { MergedPeople } from '../members/index.ts';
import { MergedWallets, type MergedPair } from '../points/index.ts';
import { MergeSides } from './merge-sides.ts';
import { MergeStamps } from './merge-stamps.ts';
import { MergesRepository, type StoredMerge } from './merges.repository.ts';
import { showMerge } from './show-merge.ts';

/** The result of a trial, which is rolled back. */
class Tried extends Error {
  constructor(readonly merge: Merge) {
    super('tried');
  }
}

/** Brings two members who are one person together, and apart again. */
@Injectable()
export class Merges {
  constructor(
    private readonly wallets: MergedWallets,
    private readonly people: MergedPeople,
    private readonly sides: MergeSides,
    private readonly stored: MergesRepository,
    private readonly stamps: MergeStamps,
    private readonly transactions: Transactions,
  ) {}

  /**
   * A merge of the same two again answers with the first. Throws `not-found`, `already-merged`, `merge-waits`, `member-not-active`,
   * `member-erased`, `self-earning-refused`.
   */
  async merge(
    actor: Actor,
    survivorId: string,
    { duplicateId, take }: BodyOf<typeof mergeMember>,
    isTrial: boolean,
  ): Promise<Merge> {
    const pair = { survivorId, duplicateId };
    await this.stamps.refuseOwn(actor, pair);
    return this.#run(isTrial, async () => {
      if (survivorId === duplicateId) {
        const done = await this.#again(pair);
        if (done) return done;
        throw ClubError.field('invalid-request', '/duplicateId', 'is the same member');
      }
      await this.wallets.lock(pair);
      const done = await this.#again(pair);
      if (done) return done;
      const people = await this.people.merge(survivorId, duplicateId, take);
      await this.sides.refuseUnfinished(pair);
      const id = newId();
      const points = await this.wallets.merge(pair, id, actor);
      const { moved, tierBefore } = await this.sides.move(pair);
      await this.stored.insert({
        ...pair,
        id,
        ...this.stamps.of(actor),
        people: { ...people, tierBefore },
        points,
      });
      await this.sides.keep(id, moved);
      await this.people.settleRequests(survivorId, duplicateId, actor.name);
      await this.stamps.tell(actor, 'member.merged', pair, id);
      return this.show(id);
    });
  }

  /** Undone again, it answers as the first time. Throws `not-found`, `merge-over`, `member-erased`, `self-earning-refused`. */
  async undo(actor: Actor, id: string, isTrial: boolean): Promise<Merge> {
    return this.#run(isTrial, async () => {
      const found = await this.stored.find(id);
      if (!found) throw new ClubError('not-found');
      await this.stamps.refuseOwn(actor, found);
      await this.wallets.lock(found);
      const merge = await this.stored.lock(id);
      if (!merge || merge.undoneAt !== null) return this.show(id);
      if (!merge.people) throw new ClubError('member-erased');
      await this.people.undo(merge.people);
      await this.#giveBack(actor, merge, merge.people.tierBefore);
      return this.show(id);
    });
  }

  async show(id: string): Promise<Merge> {
    const [found, moved] = [await this.stored.find(id), await this.stored.moved([id])];
    if (!found) throw new ClubError('not-found');
    return showMerge(found, moved.get(id) ?? new Map());
  }

  async #giveBack(actor: Actor, merge: StoredMerge, tierBefore: string | null): Promise<void> {
    const { id, points, mergedAt } = merge;
    const { purchases, redemptions } = await this.sides.giveBack(merge);
    const own = { purchases, redemptions, since: mergedAt };
    const { available, pending } = await this.wallets.undo(merge, points, own, { mergeId: id, actor });
    await this.sides.giveTierBack(merge, tierBefore);
    const { at, by } = this.stamps.of(actor);
    await this.stored.undone(id, at, by, available + pending);
    await this.stamps.tell(actor, 'member.unmerged', merge, id);
  }

  async #again({ survivorId, duplicateId }: MergedPair): Promise<Merge | null> {
    const open = await this.stored.open(survivorId, duplicateId);
    return open ? this.show(open.id) : null;
  }

  async #run(isTrial: boolean, work: () => Promise<Merge>): Promise<Merge> {
    try {
      return await this.transactions.run(async () => {
        const merge = await work();
        if (isTrial) throw new Tried(merge);
        return merge;
      });
    } catch (error) {
      if (error instanceof Tried) return error.merge;
      throw error;
    }
  }
}
