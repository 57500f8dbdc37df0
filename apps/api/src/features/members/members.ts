import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Outbox, type Origin } from '../../platform/events/outbox.ts';
import { newId } from '../../platform/ids.ts';
import { assertBirthday } from './birthday.ts';
import { ConsentsRepository } from './consents.repository.ts';
import { JoiningParts } from './joining-parts.ts';
import type { ConsentGiven, MemberRecord, NewMember } from './member.ts';
import { MembersRepository, type StoredNewMember } from './members.repository.ts';
import { assertNobodyHas, assertNobodyIsTwice, refusingTaken } from './taken.ts';

const atOnce = 5000;
const sources = { live: 'staff', import: 'import', demo: 'demo' } as const satisfies Record<Origin, string>;

/** The members of the club. */
@Injectable()
export class Members {
  constructor(
    private readonly members: MembersRepository,
    private readonly consents: ConsentsRepository,
    private readonly joining: JoiningParts,
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Like `create`, by staff or a key: nobody else may have the e-mail or phone, confirmed or not. */
  async admit(member: NewMember): Promise<MemberRecord> {
    return this.transactions.run(async () => {
      await this.members.claim(member);
      assertNobodyHas(await this.members.holderOf(member));
      return this.create(member);
    });
  }

  /**
   * Creates a member with everything that features give a new member. Others may have typed the same e-mail or
   * phone.
   */
  async create(member: NewMember, origin: Origin = 'live'): Promise<MemberRecord> {
    return this.transactions.run(async () => {
      const [id] = await this.#createAll([member], origin);
      return this.byId(id ?? '');
    });
  }

  /**
   * Returns the ids of the new members in the given order; all or none. Nobody else may have their e-mails and
   * phones. Throws `already-taken`, `invalid-request`.
   */
  async createMany(
    members: readonly NewMember[],
    origin: Origin,
    importId: string | null = null,
  ): Promise<string[]> {
    return this.transactions.run(async () => {
      assertNobodyIsTwice(members);
      for (let from = 0; from < members.length; from += atOnce)
        assertNobodyHas(await this.members.holderOfAny(members.slice(from, from + atOnce)));
      return this.#createAll(members, origin, importId);
    });
  }

  /**
   * Like `createMany`, for an import that has claimed all e-mails and phones in this transaction, and found that nobody has these and
   * that each is there once.
   */
  async createMatched(members: readonly NewMember[], importId: string): Promise<string[]> {
    return this.#createAll(members, 'import', importId);
  }

  async #createAll(
    members: readonly NewMember[],
    origin: Origin,
    importId: string | null = null,
  ): Promise<string[]> {
    const newcomers = members.map((member) => ({
      ...member,
      id: member.id ?? newId(),
      joinedAt: member.joinedAt ?? this.clock.date(),
    }));
    for (const { birthday } of newcomers) assertBirthday(birthday, this.clock.now());
    await this.transactions.run(async () => {
      for (let from = 0; from < newcomers.length; from += atOnce)
        await this.#admit(newcomers.slice(from, from + atOnce), origin, importId);
    });
    return newcomers.map(({ id }) => id);
  }

  async #admit(
    newcomers: readonly StoredNewMember[],
    origin: Origin,
    importId: string | null,
  ): Promise<void> {
    await refusingTaken(() => this.members.insert(newcomers, origin, importId));
    await this.consents.record(
      newcomers.flatMap(({ id, joinedAt, consents = [] }) =>
        consents.map((consent) => ({
          source: sources[origin],
          ...consent,
          memberId: id,
          changedAt: givenAt(consent, joinedAt),
        })),
      ),
    );
    await this.joining.join(newcomers, origin);
    await this.outbox.append(
      newcomers.map(({ id, joinedAt, joinedLocation = null }) => ({
        name: 'member.joined',
        memberId: id,
        at: joinedAt.getTime(),
        data: { location: joinedLocation },
      })),
      origin,
    );
  }

  /** Throws `not-found`. */
  async byId(id: string): Promise<MemberRecord> {
    const member = await this.members.byId(id);
    if (!member) throw new ClubError('not-found');
    return member;
  }

  /** Which of the ids are members, in any order. */
  async byIds(ids: readonly string[]): Promise<MemberRecord[]> {
    return ids.length === 0 ? [] : this.members.byIds(ids);
  }

  /** Which of the ids the club may write to: active, with a confirmed e-mail, and real people. */
  async whoMayBeWritten(ids: readonly string[]): Promise<MemberRecord[]> {
    return ids.length === 0 ? [] : this.members.writable(ids);
  }

  async findByExternalId(externalId: string): Promise<MemberRecord | undefined> {
    return this.members.byExternalId(externalId);
  }
}

/** When the consent was given, as far as that is known. */
const givenAt = ({ evidence }: ConsentGiven, joinedAt: Date): Date =>
  evidence?.at ? new Date(evidence.at) : joinedAt;
