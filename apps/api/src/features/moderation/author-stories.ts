import { Injectable } from '@nestjs/common';
import type { AuthorHappening, ShownModerationCase } from '@regulars/contracts';
import { toInstant } from '../../platform/clock.ts';
import { MemberFacts } from '../facts/index.ts';
import { excerptOf, Writings } from '../posts/index.ts';
import { DecisionsRepository } from './decisions.repository.ts';
import { ReportsRepository } from './reports.repository.ts';

/** Of each kind, and all together. */
const most = 20;

/** What happened around an author, and how much they buy: someone who shops here for years is seldom a spammer. */
@Injectable()
export class AuthorStories {
  constructor(
    private readonly writings: Writings,
    private readonly reports: ReportsRepository,
    private readonly decisions: DecisionsRepository,
    private readonly facts: MemberFacts,
  ) {}

  async of(memberId: string): Promise<Pick<NonNullable<ShownModerationCase['card']>, 'purchases' | 'story'>> {
    const { count, lastAt } = await this.facts.purchases(memberId);
    return {
      purchases: { count, lastAt: lastAt && toInstant(lastAt) },
      story: await this.#story(memberId),
    };
  }

  async warnings(memberId: string, since: Date): Promise<number> {
    return this.decisions.warnings(memberId, since, null);
  }

  async #story(memberId: string): Promise<AuthorHappening[]> {
    const written = (await this.writings.ofAuthor(memberId, most)).map(
      ({ id, title, source, state, createdAt }): AuthorHappening => ({
        ...{ kind: 'written', id, text: title ?? excerptOf(source), state },
        at: toInstant(createdAt),
      }),
    );
    const reported = (await this.reports.against(memberId, most)).map(
      ({ id, reason, trusted, at }): AuthorHappening => ({
        ...{ kind: 'reported', id, reason, counts: trusted },
        at: toInstant(at),
      }),
    );
    const decided = (await this.decisions.list(memberId, null, most)).map(
      ({ id, text_decision: text, author_decision: author, undone_at: undoneAt, at }): AuthorHappening => ({
        ...{ kind: 'decided', id, text, author, undone: undoneAt !== null },
        at: toInstant(at),
      }),
    );
    return [...written, ...reported, ...decided]
      .toSorted((one, other) => Date.parse(other.at) - Date.parse(one.at))
      .slice(0, most);
  }
}
