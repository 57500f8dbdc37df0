import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { OriginsRepository } from './origins.repository.ts';
import { sourceOf } from './source-of.ts';
import { TagsRepository } from './tags.repository.ts';

export const mostTags = 50;

/** Words of the team for groups of members. A tag exists while a member has it. */
@Injectable()
export class MemberTags {
  constructor(
    private readonly tags: TagsRepository,
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly origins: OriginsRepository,
  ) {}

  /** Throws `not-found`. */
  async of(memberId: string): Promise<string[]> {
    const tags = await this.tags.of(memberId);
    if (!tags) throw new ClubError('not-found');
    return tags;
  }

  async inUse(): Promise<{ tag: string; members: number }[]> {
    return this.tags.inUse();
  }

  /** Throws `not-found`, `member-erased`. */
  async set(actor: Actor, memberId: string, tags: readonly string[]): Promise<string[]> {
    return (await this.#change(actor, memberId, () => tags)).after;
  }

  /** False if the member had it. Throws `not-found`, `member-erased`, `too-many-tags`. */
  async add(actor: Actor, memberId: string, tag: string): Promise<boolean> {
    return (await this.#change(actor, memberId, (before) => [...before, tag])).changed;
  }

  /** False if the member did not have it. Throws `not-found`, `member-erased`. */
  async remove(actor: Actor, memberId: string, tag: string): Promise<boolean> {
    return (await this.#change(actor, memberId, (before) => before.filter((each) => each !== tag))).changed;
  }

  async #change(
    actor: Actor,
    memberId: string,
    decide: (before: readonly string[]) => readonly string[],
  ): Promise<{ readonly after: string[]; readonly changed: boolean }> {
    return this.transactions.run(async () => {
      const member = await this.tags.lock(memberId);
      if (!member) throw new ClubError('not-found');
      if (member.erased) throw new ClubError('member-erased');
      const before = await this.of(memberId);
      const after = [...new Set(decide(before))].sort();
      if (after.length > mostTags) throw new ClubError('too-many-tags');
      if (after.join('\n') === before.join('\n')) return { after: before, changed: false };
      await this.tags.set(memberId, after, this.clock.date());
      const source = sourceOf(actor);
      if (source) await this.origins.set({ memberId, fields: ['tags'] }, source, this.clock.date());
      // The words themselves stay out of the log: they are about a person.
      await this.audit.record(actor, {
        action: 'member.tagged',
        subject: { type: 'member', id: memberId },
        memberId,
        before: { tags: before.length },
        after: { tags: after.length },
      });
      return { after, changed: true };
    });
  }
}
