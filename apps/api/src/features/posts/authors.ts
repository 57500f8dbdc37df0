import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Nicknames } from '../communities/index.ts';

/** Members and the club while they write. */
@Injectable()
export class Authors {
  constructor(
    private readonly nicknames: Nicknames,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** In one transaction. A member who writes has a nickname, if only by chance. */
  async write<Result>(memberId: string, work: (at: Date) => Promise<Result>): Promise<Result> {
    return this.transactions.run(async () => {
      await this.nicknames.of(memberId);
      return work(this.clock.date());
    });
  }

  /** The same for the club. */
  async writeAsClub<Result>(work: (at: Date) => Promise<Result>): Promise<Result> {
    return this.transactions.run(() => work(this.clock.date()));
  }
}
