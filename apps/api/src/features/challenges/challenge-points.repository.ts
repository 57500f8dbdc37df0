import { Injectable } from '@nestjs/common';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const promised = statement(
  'challenge-fill-promised',
  `select f.id, f.member_id, f.state, f.reward, f.filled_at, f.given_by, f.taken_by, c.name
   from challenge_fills f join challenges c on c.id = f.challenge_id where f.id = $1`,
);
const booked = statement(
  'challenge-fill-booked',
  `update challenge_fills set given_by = $2, taken_by = $3 where id = $1`,
);

export type PromisedFill = RowOf<typeof promised>;

/** Which points were booked for filled cards. The wallet of the member is the lock. */
@Injectable()
export class ChallengePointsRepository {
  constructor(private readonly transactions: Transactions) {}

  async find(fillId: string): Promise<PromisedFill | undefined> {
    return (await this.transactions.query(promised, [fillId]))[0];
  }

  /** The transactions that gave the points and took them back. */
  async book(fillId: string, givenBy: string | null, takenBy: string | null): Promise<void> {
    await this.transactions.query(booked, [fillId, givenBy, takenBy]);
  }
}
