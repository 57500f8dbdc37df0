import { Injectable } from '@nestjs/common';
import type { addSegmentMembers, BodyOf, ReplyOf } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { ListedMembers } from '../bulk/index.ts';
import { ListsRepository } from './lists.repository.ts';
import { SegmentTrail } from './segment-trail.ts';
import type { SegmentRecord } from './segment.ts';
import { SegmentsRepository } from './segments.repository.ts';

/** Segments that are lists: who is put on them and taken off. */
@Injectable()
export class ListedSegments {
  constructor(
    private readonly lists: ListsRepository,
    private readonly segments: SegmentsRepository,
    private readonly listed: ListedMembers,
    private readonly trail: SegmentTrail,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Throws `not-found`, `segment-not-a-list`. */
  async add(
    actor: Actor,
    id: string,
    { members }: BodyOf<typeof addSegmentMembers>,
  ): Promise<ReplyOf<typeof addSegmentMembers>> {
    const { found, errors } = await this.listed.find(actor, members);
    const added = await this.put(actor, id, [...found]);
    return { added, present: found.size - added, errors };
  }

  /** How many came onto it. Throws `not-found`, `segment-not-a-list`. */
  async put(actor: Actor, id: string, memberIds: readonly string[]): Promise<number> {
    return this.transactions.run(async () => {
      const list = await this.#list(id);
      const entered = await this.lists.add(list, memberIds, this.clock.date());
      if (entered > 0) await this.trail.listed(actor, 'segment.members-added', id, entered);
      return entered;
    });
  }

  /** How many of them are on it. */
  async present(id: string, memberIds: readonly string[]): Promise<number> {
    return this.lists.present(id, memberIds);
  }

  /** Throws `not-found`, `segment-not-a-list`. */
  async assertList(id: string): Promise<void> {
    await this.transactions.run(() => this.#list(id));
  }

  /** Throws `not-found`, also for a member who is not on it, and `segment-not-a-list`. */
  async remove(actor: Actor, id: string, memberId: string): Promise<void> {
    await this.transactions.run(async () => {
      const list = await this.#list(id);
      const left = await this.lists.remove(list, memberId, this.clock.date());
      if (left === 0) throw new ClubError('not-found');
      await this.trail.listed(actor, 'segment.member-removed', id, left);
    });
  }

  /** Nobody removes it before the end of the transaction. */
  async #list(id: string): Promise<SegmentRecord> {
    await this.segments.lock(id);
    const segment = await this.segments.find(id);
    if (!segment) throw new ClubError('not-found');
    if (segment.condition) throw new ClubError('segment-not-a-list');
    return segment;
  }
}
