import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { Accounts } from '../identity/index.ts';
import { JoiningParts } from './joining-parts.ts';
import type { MemberRecord } from './member.ts';
import { Members } from './members.ts';
import { RosterRepository } from './roster.repository.ts';

/** By which members are found. E-mails in small letters. */
export interface Identities {
  readonly externalIds: readonly string[];
  readonly emails: readonly string[];
  readonly phones: readonly string[];
}

const mostHistories = 5000;

/** Many members at once, as imports see them. */
@Injectable()
export class Roster {
  constructor(
    private readonly roster: RosterRepository,
    private readonly members: Members,
    private readonly accounts: Accounts,
    private readonly joining: JoiningParts,
    private readonly transactions: Transactions,
  ) {}

  /** Members who have one of these, in any order. */
  async match({ externalIds, emails, phones }: Identities): Promise<MemberRecord[]> {
    return this.members.byIds(await this.roster.match(externalIds, emails, phones));
  }

  /** Until the end of the transaction nobody else writes down who has which e-mail or phone. */
  async claimAll(): Promise<void> {
    await this.roster.claimAll();
  }

  async byIds(ids: readonly string[]): Promise<MemberRecord[]> {
    return this.members.byIds(ids);
  }

  /** Removes members with whom nothing happened since they joined, and gives the ids of those. */
  async removeMany(ids: readonly string[]): Promise<string[]> {
    if (ids.length > mostHistories) throw new Error(`At most ${mostHistories} members at once`);
    return this.transactions.run(async () => {
      await this.roster.lock(ids);
      const touched = new Set(await this.joining.touched(ids));
      for (const id of ids) if (await this.accounts.byMember(id)) touched.add(id);
      const untouched = ids.filter((id) => !touched.has(id));
      await this.joining.left(untouched);
      await this.roster.remove(untouched);
      return untouched;
    });
  }
}
