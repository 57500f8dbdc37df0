import { Injectable } from '@nestjs/common';
import type { MergeField } from '@regulars/contracts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { LeadingIds } from '../../platform/http/leading-ids.ts';
import { MemberAccounts } from '../identity/index.ts';
import { ConsentsRepository } from './consents.repository.ts';
import { MergedPeopleRepository, type PersonBefore } from './merged-people.repository.ts';

/** Both members as they were, for the way back. */
export interface MergedPeopleBefore {
  readonly survivor: PersonBefore;
  readonly duplicate: PersonBefore;
  readonly taken: readonly MergeField[];
  /** Milliseconds since the epoch: when the survivor's consents became the stricter ones. */
  readonly at: number;
}

/** Two rows of one person (ADR 116). Call it in a transaction that has locked both wallets. */
@Injectable()
export class MergedPeople {
  constructor(
    private readonly people: MergedPeopleRepository,
    private readonly consents: ConsentsRepository,
    private readonly accounts: MemberAccounts,
    private readonly clock: Clock,
    leading: LeadingIds,
  ) {
    leading.answerBy((id) => people.survivorOf(id));
  }

  /** The duplicate leads to the survivor. Throws `not-found`, `member-erased`, `already-merged`, `member-not-active`. */
  async merge(
    survivorId: string,
    duplicateId: string,
    taken: readonly MergeField[],
  ): Promise<MergedPeopleBefore> {
    const [survivor, duplicate] = await this.#both(survivorId, duplicateId);
    for (const { erased, mergedInto, status } of [survivor, duplicate]) {
      if (erased) throw new ClubError('member-erased');
      if (mergedInto !== null) throw new ClubError('already-merged');
      if (status === 'closed') throw new ClubError('member-not-active');
    }
    await this.people.lead(duplicateId, survivorId, taken.includes('externalId'));
    await this.people.set(withFields(survivor, duplicate, taken), null);
    await this.accounts.disable(duplicateId, this.clock.date());
    await this.#keepStricter(survivorId, duplicateId);
    return { survivor, duplicate, taken, at: this.clock.now() };
  }

  /** Both as before, except for what the survivor has changed since. Throws `not-found`, `member-erased`, `merge-over`. */
  async undo({ survivor, duplicate, taken, at }: MergedPeopleBefore): Promise<void> {
    const [now, closed] = await this.#both(survivor.id, duplicate.id);
    if (now.erased || closed.erased) throw new ClubError('member-erased');
    // What the survivor is itself merged into comes apart first.
    if (now.mergedInto !== null || closed.mergedInto !== survivor.id) throw new ClubError('merge-over');
    await this.people.set(
      withFields(
        now,
        survivor,
        taken.filter((field) => now[field] === duplicate[field]),
      ),
      null,
    );
    await this.people.set(duplicate, duplicate.status);
    if (duplicate.status === 'active') await this.accounts.enable(duplicate.id);
    await this.people.forgetRefusals(survivor.id, new Date(at));
  }

  async settleRequests(survivorId: string, duplicateId: string, by: string): Promise<void> {
    await this.people.settleRequests([survivorId, duplicateId], this.clock.date(), by);
  }

  async #both(survivorId: string, duplicateId: string) {
    const found = await this.people.lock([survivorId, duplicateId]);
    const survivor = found.find(({ id }) => id === survivorId);
    const duplicate = found.find(({ id }) => id === duplicateId);
    if (!survivor || !duplicate) throw new ClubError('not-found');
    return [survivor, duplicate] as const;
  }

  /** What one of both refused is refused. What only the duplicate allowed is not allowed: it was said for another address. */
  async #keepStricter(survivorId: string, duplicateId: string): Promise<void> {
    const refused = (await this.consents.current(duplicateId)).filter(({ granted }) => !granted);
    await this.consents.give(
      survivorId,
      refused.map(({ purpose, channel }) => ({
        purpose,
        ...(channel ? { channel } : {}),
        granted: false,
        source: 'staff' as const,
      })),
    );
  }
}

const withFields = (
  person: PersonBefore,
  other: PersonBefore,
  taken: readonly MergeField[],
): PersonBefore => {
  const from = (field: MergeField): PersonBefore => (taken.includes(field) ? other : person);
  return {
    ...person,
    email: from('email').email,
    emailConfirmedAt: from('email').emailConfirmedAt,
    phone: from('phone').phone,
    firstName: from('firstName').firstName,
    lastName: from('lastName').lastName,
    language: from('language').language,
    birthday: from('birthday').birthday,
    externalId: from('externalId').externalId,
  };
};
