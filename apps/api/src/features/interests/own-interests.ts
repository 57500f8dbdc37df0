import { Injectable } from '@nestjs/common';
import type { BodyOf, OwnInterests as Shown, setOwnInterest } from '@regulars/contracts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { ChoicesRepository, type Choice } from './choices.repository.ts';
import { MemberInterests } from './member-interests.ts';
import { Observing } from './observing.ts';
import { Showings } from './showings.ts';

type Said = BodyOf<typeof setOwnInterest>;

/** What members say about their interests. It counts at once. */
@Injectable()
export class OwnInterests {
  constructor(
    private readonly interests: MemberInterests,
    private readonly choices: ChoicesRepository,
    private readonly observing: Observing,
    private readonly showings: Showings,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  async of(memberId: string): Promise<Shown> {
    const own = await this.interests.of(memberId);
    const { interests, wording } = await this.showings.now();
    const known = new Set([...own.interests, ...own.blocked].map(({ key }) => key));
    const others = interests.filter(({ key }) => !known.has(key));
    return { ...own, others: others.map(({ key, name }) => ({ key, name: wording.of(name) })) };
  }

  /** Throws `not-found` for an interest that the club does not have, and `invalid-request` for a time to come. */
  async say(memberId: string, key: string, { word, forgottenUntil: until }: Said): Promise<Shown> {
    const now = this.clock.date();
    const forgotten = typeof until === 'string' ? new Date(until) : until;
    if (forgotten && forgotten > now)
      throw ClubError.field('invalid-request', '/forgottenUntil', 'this is in the future');
    return this.#change(memberId, key, (before) => ({
      statedAt: word === 'stated' ? (before?.statedAt ?? now) : null,
      blockedAt: word === 'blocked' ? (before?.blockedAt ?? now) : null,
      forgottenUntil: forgotten === undefined ? (before?.forgottenUntil ?? null) : forgotten,
    }));
  }

  /** What was observed until now is forgotten too. Throws `not-found`. */
  async remove(memberId: string, key: string): Promise<Shown> {
    const now = this.clock.date();
    return this.#change(memberId, key, () => ({ statedAt: null, blockedAt: null, forgottenUntil: now }));
  }

  async #change(
    memberId: string,
    key: string,
    change: (before: Choice | undefined) => Choice,
  ): Promise<Shown> {
    const { interests } = await this.showings.now();
    if (!interests.some((each) => each.key === key)) throw new ClubError('not-found');
    await this.transactions.run(async () => {
      await this.observing.hold();
      const before = (await this.choices.of([memberId])).find(({ interest }) => interest === key);
      await this.choices.put(memberId, key, change(before));
      await this.observing.observe([memberId]);
    });
    return this.of(memberId);
  }
}
