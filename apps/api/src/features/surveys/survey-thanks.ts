import { Injectable } from '@nestjs/common';
import { system } from '../../platform/actor.ts';
import { Clock } from '../../platform/clock.ts';
import { Subscriptions } from '../../platform/events/subscriptions/subscriptions.ts';
import { causeOf, orRefuse, Points } from '../points/index.ts';
import { ThanksRepository } from './thanks.repository.ts';

/** Books the points of thanks, once for each sent response, whatever was answered. */
@Injectable()
export class SurveyThanks {
  constructor(
    subscriptions: Subscriptions,
    private readonly thanks: ThanksRepository,
    private readonly points: Points,
    private readonly clock: Clock,
  ) {
    subscriptions.subscribe({
      consumer: 'survey-thanks',
      names: ['survey.answered'],
      origins: ['live'],
      from: 'now',
      handle: ({ data }) => this.#thank(data.responseId),
    });
  }

  async #thank(responseId: string): Promise<void> {
    const promised = await this.thanks.promised(responseId);
    if (!promised?.memberId || promised.points === null) return;
    const { memberId, points } = promised;
    const wallets = await this.points.open([memberId]);
    // Under the lock of the wallet: an event may come twice.
    if ((await this.thanks.promised(responseId))?.thankedBy !== null) return;
    const explanation = [{ rule: null, points, reason: { kind: 'survey-thanks' } }] as const;
    const { transactionId } = orRefuse(() =>
      wallets.get(memberId).award({
        points,
        status: 0,
        kind: 'bonus',
        earnedAt: this.clock.now(),
        cause: causeOf({ kind: 'survey', responseId, explanation }),
        source: { responseId },
      }),
    );
    await this.thanks.book(responseId, transactionId);
    await this.points.apply(this.points.document(wallets, { actor: system }));
  }
}
