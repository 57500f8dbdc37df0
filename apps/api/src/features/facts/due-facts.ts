import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { DueFactsRepository } from './due-facts.repository.ts';
import { FactSources } from './fact-sources.ts';
import { MemberFacts } from './member-facts.ts';
import { together } from './stale-facts.ts';

const mostAtOnce = 1000;

/** Makes facts again that a trigger noted in the transaction of a change. */
@Injectable()
export class DueFacts {
  constructor(
    private readonly due: DueFactsRepository,
    private readonly facts: MemberFacts,
    private readonly sources: FactSources,
    private readonly transactions: Transactions,
  ) {}

  async takeAll(): Promise<void> {
    while (await this.transactions.run(() => this.#takeSome()));
  }

  /** False if nothing is due. */
  async #takeSome(): Promise<boolean> {
    const taken = await this.due.take(mostAtOnce);
    const changed = [...Map.groupBy(taken, ({ memberId }) => memberId)].map(([memberId, notes]) => ({
      memberId,
      // In one order, because one statement is for one order.
      sources: notes.flatMap(({ source }) => this.sources.named(source) ?? []).sort(byName),
    }));
    await this.facts.follow(together(changed));
    return taken.length > 0;
  }
}

const byName = (one: { name: string }, other: { name: string }): number => (one.name < other.name ? -1 : 1);
