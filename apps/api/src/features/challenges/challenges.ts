import { Injectable } from '@nestjs/common';
import type {
  BodyOf,
  Challenge,
  createChallenge,
  listChallenges,
  QueryOf,
  updateChallenge,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { withUnreadable, type ReadablePage } from '../../platform/http/readable.ts';
import { sortedPage } from '../../platform/http/sorted.ts';
import { newId } from '../../platform/ids.ts';
import {
  assertNext,
  assertSameUnit,
  assertSound,
  showChallenge,
  type ChallengeContent,
  type ChallengeRow,
} from './challenge.ts';
import { ChallengeReferences } from './challenge-references.ts';
import { ChallengesRepository } from './challenges.repository.ts';
import { LiveChallenges } from './live-challenges.ts';
import { isReadable } from './readable.ts';

/** The challenges of the club. */
@Injectable()
export class Challenges {
  constructor(
    private readonly challenges: ChallengesRepository,
    private readonly live: LiveChallenges,
    private readonly references: ChallengeReferences,
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Newest first. */
  async list(query: QueryOf<typeof listChallenges>): Promise<ReadablePage<Challenge>> {
    const all = await this.challenges.all();
    const readable = all.filter(isReadable);
    const figuresOf = await this.challenges.figuresOf(readable.map(({ id }) => id));
    const shown = readable.map((row) => showChallenge(row, figuresOf(row.id)));
    const list = sortedPage(shown, query, { by: { created: 'id' }, usual: 'created', usualOrder: 'desc' });
    return withUnreadable(
      list,
      query.cursor,
      all.filter((row) => !isReadable(row)),
    );
  }

  /** Throws `not-found`. */
  async find(id: string): Promise<Challenge> {
    return this.#shown(await this.#known(id));
  }

  /** Throws `invalid-request`, `unknown-reward`, `unknown-product-set`. */
  async create(actor: Actor, content: BodyOf<typeof createChallenge>): Promise<Challenge> {
    return this.transactions.run(async () => {
      await this.#assertPossible(content);
      const row = await this.challenges.insert(this.#saved(newId(), content));
      return this.#tell(actor, 'challenge.created', row);
    });
  }

  /**
   * Creates a new version; what counted stays. Throws `not-found`, `version-changed`, `invalid-request`,
   * `unknown-reward`, `unknown-product-set`.
   */
  async change(
    actor: Actor,
    id: string,
    patch: BodyOf<typeof updateChallenge>,
    expectedVersion: number,
  ): Promise<Challenge> {
    return this.transactions.run(async () => {
      const before = await this.find(id);
      const content = { ...before, ...patch };
      assertNext(before.state, content.state);
      if (before.state !== 'draft') assertSameUnit(before, content);
      await this.#assertPossible(content);
      const row = await this.challenges.update(this.#saved(id, content), expectedVersion);
      if (!row) throw new ClubError('version-changed');
      return this.#tell(actor, 'challenge.changed', row, before);
    });
  }

  async #known(id: string): Promise<ChallengeRow> {
    const row = await this.challenges.find(id);
    if (!row || !isReadable(row)) throw new ClubError('not-found');
    return row;
  }

  async #shown(row: ChallengeRow): Promise<Challenge> {
    return showChallenge(row, (await this.challenges.figuresOf([row.id]))(row.id));
  }

  async #assertPossible(content: ChallengeContent): Promise<void> {
    assertSound(content);
    await this.references.assertKnown(content);
  }

  async #tell(actor: Actor, action: string, row: ChallengeRow, before?: Challenge): Promise<Challenge> {
    const after = await this.#shown(row);
    const subject = { type: 'challenge', id: row.id };
    await this.audit.record(actor, { action, subject, before: plain(before), after: plain(after) });
    await this.live.announce(row.id);
    return after;
  }

  #saved(id: string, content: ChallengeContent): Omit<ChallengeRow, 'version'> {
    return {
      id,
      state: content.state,
      name: content.name,
      description: content.description,
      picture: content.picture,
      startsAt: dateOf(content.startsAt),
      endsAt: dateOf(content.endsAt),
      goal: content.goal,
      repeats: content.repeats,
      mostFilled: content.mostFilled,
      terms: content.terms,
      reward: content.reward,
      updatedAt: this.clock.date(),
    };
  }
}

/** Figures change by themselves. */
const plain = (challenge: Challenge | undefined): Omit<Challenge, 'figures'> | undefined => {
  if (!challenge) return undefined;
  const { figures: _, ...content } = challenge;
  return content;
};

const dateOf = (instant: string | null): Date | null => (instant === null ? null : new Date(instant));
