import { Injectable } from '@nestjs/common';
import { Subscriptions } from '../../platform/events/subscriptions/subscriptions.ts';
import { factsConsumer } from './facts-subscription.ts';
import { KnownFactsRepository, type FactsMade, type KnownFacts } from './known-facts.repository.ts';

/** How much is known of the members, and how old it is. */
@Injectable()
export class FactCoverage {
  constructor(
    private readonly known: KnownFactsRepository,
    private readonly subscriptions: Subscriptions,
  ) {}

  async count(): Promise<KnownFacts> {
    return this.known.count();
  }

  /** `waitingSince` is the moment of the oldest event that facts do not reflect yet; null if they reflect all. */
  async age(): Promise<{ waitingSince: Date | null; made: FactsMade | null }> {
    return {
      waitingSince: await this.subscriptions.waitingSince(factsConsumer),
      made: (await this.known.made()) ?? null,
    };
  }
}
