import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Outbox, type Origin } from '../../platform/events/outbox.ts';
import { Accounts, MailLinks } from '../identity/index.ts';
import { assertBirthday } from './birthday.ts';
import { MemberContributors } from './contributors.ts';
import { fullNameOf, type MemberRecord } from './member.ts';
import { Members } from './members.ts';
import { RosterRepository } from './roster.repository.ts';
import { assertNobodyHas, refusingTaken } from './taken.ts';

/** By which members are found. E-mails in small letters. */
export interface Identities {
  readonly externalIds: readonly string[];
  readonly emails: readonly string[];
  readonly phones: readonly string[];
}

export interface Amendment {
  readonly id: string;
  /** Null empties a field; attributes are replaced as a whole. */
  readonly fields: Partial<
    Pick<
      MemberRecord,
      'externalId' | 'email' | 'phone' | 'firstName' | 'lastName' | 'language' | 'birthday' | 'attributes'
    >
  >;
}

const mostHistories = 5000;

/** Many members at once, as imports see them. */
@Injectable()
export class Roster {
  constructor(
    private readonly roster: RosterRepository,
    private readonly members: Members,
    private readonly accounts: Accounts,
    private readonly links: MailLinks,
    private readonly contributors: MemberContributors,
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
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

  /** All or none. Throws `already-taken`, `invalid-request`. */
  async amendMany(amendments: readonly Amendment[], origin: Origin): Promise<void> {
    if (amendments.length === 0) return;
    for (const { fields } of amendments) assertBirthday(fields.birthday ?? undefined, this.clock.now());
    await this.transactions.run(async () => {
      assertNobodyHas(await this.roster.holderOf(amendments));
      await refusingTaken(() => this.roster.amend(amendments));
      await this.links.endAllOf(...amendments.flatMap(({ id, fields }) => ('email' in fields ? id : [])));
      const named = amendments.filter(
        ({ fields }) => 'firstName' in fields || 'lastName' in fields || 'language' in fields,
      );
      for (const member of await this.members.byIds(named.map(({ id }) => id)))
        await this.accounts.describe(member.id, fullNameOf(member), member.language);
      await this.outbox.append(
        amendments.map(({ id, fields }) => ({
          name: 'member.changed' as const,
          memberId: id,
          data: { fields: Object.keys(fields).join(' ') },
        })),
        origin,
      );
    });
  }

  /** Removes members with whom nothing happened since they joined, and gives the ids of those. */
  async removeMany(ids: readonly string[]): Promise<string[]> {
    if (ids.length > mostHistories) throw new Error(`At most ${mostHistories} members at once`);
    return this.transactions.run(async () => {
      await this.roster.lock(ids);
      const touched = new Set(await this.contributors.touched(ids));
      for (const id of ids) if (await this.accounts.existsFor(id)) touched.add(id);
      const untouched = ids.filter((id) => !touched.has(id));
      await this.contributors.left(untouched);
      await this.roster.remove(untouched);
      return untouched;
    });
  }
}
