import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { Accounts } from '../identity/index.ts';
import { noDetails, type MemberDetails } from './details.ts';
import { JoiningParts } from './joining-parts.ts';
import type { MemberRecord } from './member.ts';
import { Members } from './members.ts';
import { RosterRepository } from './roster.repository.ts';

/** Identifiers of members. E-mails in lower case. */
export interface Identities {
  readonly externalIds: readonly string[];
  readonly emails: readonly string[];
  readonly phones: readonly string[];
}

/** A member with all that files say of one. */
export type RosterMember = MemberRecord & MemberDetails;

const mostHistories = 5000;

/** Bulk operations on members for imports. */
@Injectable()
export class Roster {
  constructor(
    private readonly roster: RosterRepository,
    private readonly members: Members,
    private readonly accounts: Accounts,
    private readonly joining: JoiningParts,
    private readonly transactions: Transactions,
  ) {}

  /** Members with one of these, in any order. */
  async match({ externalIds, emails, phones }: Identities): Promise<RosterMember[]> {
    return this.byIds(await this.roster.match(externalIds, emails, phones));
  }

  /** Nobody else can record an e-mail or phone until the transaction ends. */
  async claimAll(): Promise<void> {
    await this.roster.claimAll();
  }

  async byIds(ids: readonly string[]): Promise<RosterMember[]> {
    if (ids.length === 0) return [];
    const details = await this.roster.detailsOf(ids);
    return (await this.members.byIds(ids)).map((member) => ({
      ...member,
      ...(details.get(member.id) ?? noDetails),
    }));
  }

  /** The import gave these members back what they had before. */
  async forgetOrigins(importId: string, ids: readonly string[]): Promise<void> {
    await this.roster.forgetOrigins(importId, ids);
  }

  /** Removes unused new members and returns their ids. */
  async removeMany(ids: readonly string[]): Promise<string[]> {
    if (ids.length > mostHistories) throw new Error(`At most ${mostHistories} members at once`);
    return this.transactions.run(async () => {
      await this.roster.lock(ids);
      const touched = new Set([
        ...(await this.joining.touched(ids)),
        ...(await this.accounts.withAccount(ids)),
      ]);
      const untouched = ids.filter((id) => !touched.has(id));
      await this.joining.left(untouched);
      await this.roster.remove(untouched);
      return untouched;
    });
  }
}
