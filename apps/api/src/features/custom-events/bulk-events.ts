import { Injectable } from '@nestjs/common';
import { problems, type BodyOf, type recordCustomEvents, type ReplyOf } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Guesses } from '../identity/index.ts';
import { CustomEvents, type OfferedEvent } from './custom-events.ts';
import { CustomEventsRepository } from './custom-events.repository.ts';

type Offered = BodyOf<typeof recordCustomEvents>['events'];
type Reply = ReplyOf<typeof recordCustomEvents>;
type Result = Reply['results'][number];

/** Counts many events, each as if it were posted alone. */
@Injectable()
export class BulkEvents {
  constructor(
    private readonly events: CustomEvents,
    private readonly stored: CustomEventsRepository,
    private readonly guesses: Guesses,
    private readonly transactions: Transactions,
  ) {}

  /**
   * One transaction each, in the given order: a refused event does not stop the others, and a system that sends them
   * again gets what counted before.
   */
  async recordMany(actor: Actor, offered: Offered): Promise<Reply> {
    const inBulk = this.guesses.inBulk(actor, 'codes');
    const results = inBulk
      ? await inBulk((left) => this.#recordAll(actor, offered, left))
      : (await this.#recordAll(actor, offered, Infinity)).result;
    const count = (state: Result['state']): number => results.filter((each) => each.state === state).length;
    return {
      counted: count('counted'),
      alreadyCounted: count('already-counted'),
      refused: count('refused'),
      results,
    };
  }

  /** @param left how many members may be named wrongly */
  async #recordAll(
    actor: Actor,
    offered: Offered,
    left: number,
  ): Promise<{ readonly result: Result[]; readonly wrong: number }> {
    const result: Result[] = [];
    let wrong = 0;
    for (const [index, event] of offered.entries()) {
      const { state, refusal } = await this.#recordOne(actor, event, wrong < left, index);
      result.push(state);
      if (refusal && isGuess(refusal)) wrong += 1;
    }
    return { result, wrong };
  }

  async #recordOne(
    actor: Actor,
    event: OfferedEvent,
    mayName: boolean,
    index: number,
  ): Promise<{ readonly state: Result; readonly refusal?: ClubError }> {
    const { type, eventId } = event;
    try {
      if (!mayName) throw new ClubError('too-many-requests');
      const { id, points } = await this.transactions.run(() => this.events.record(actor, event));
      return { state: { type, eventId, state: 'counted', id, points, problem: null } };
    } catch (error) {
      if (!(error instanceof ClubError)) throw error;
      if (error.code === 'event-already-counted') return { state: await this.#counted(event, error) };
      const problem = problemIn(error, index);
      return { state: { type, eventId, state: 'refused', id: null, points: 0, problem }, refusal: error };
    }
  }

  /** What it gave when it counted. */
  async #counted({ type, eventId }: OfferedEvent, { details }: ClubError): Promise<Result> {
    const found = details.id === undefined ? undefined : await this.stored.find(details.id);
    return {
      type,
      eventId,
      state: 'already-counted',
      id: found?.id ?? null,
      points: found?.points ?? 0,
      problem: null,
    };
  }
}

const isGuess = ({ code, details }: ClubError): boolean => details.guess ?? code === 'unknown-card';

/** Its pointers lead into the whole body. */
const problemIn = ({ code, details }: ClubError, index: number): Result['problem'] => ({
  code,
  detail: details.detail ?? problems[code][1],
  errors: (details.errors ?? []).map(({ pointer, message }) => ({
    pointer: `/events/${index}${pointer}`,
    message,
  })),
});
