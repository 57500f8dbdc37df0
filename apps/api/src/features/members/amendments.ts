import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { assertBirthday } from './birthday.ts';
import { ConsentsRepository } from './consents.repository.ts';
import type { MemberDetails } from './details.ts';
import type { MemberRecord } from './member.ts';
import { Members } from './members.ts';
import { ProfileEffects } from './profile-effects.ts';
import { RosterRepository } from './roster.repository.ts';
import { assertNobodyHas, refusingTaken } from './taken.ts';

export interface Amendment {
  readonly id: string;
  /** Null empties a field; attributes are replaced completely. */
  readonly fields: Partial<
    Pick<
      MemberRecord,
      'externalId' | 'email' | 'phone' | 'firstName' | 'lastName' | 'language' | 'birthday' | 'attributes'
    > &
      MemberDetails
  >;
}

/** Changes data of many members at once, for imports. */
@Injectable()
export class Amendments {
  constructor(
    private readonly roster: RosterRepository,
    private readonly members: Members,
    private readonly consents: ConsentsRepository,
    private readonly effects: ProfileEffects,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /**
   * All or none. The import is the origin of these values; null if they are those of before. Throws `already-taken`,
   * `invalid-request`.
   */
  async make(amendments: readonly Amendment[], importId: string | null): Promise<void> {
    if (amendments.length === 0) return;
    for (const { fields } of amendments) assertBirthday(fields.birthday ?? undefined, this.clock.now());
    await this.transactions.run(async () => {
      assertNobodyHas(await this.roster.holderOf(amendments));
      const moving = amendments.flatMap(({ id, fields }) => ('email' in fields ? id : []));
      await this.effects.endLinksOf(...moving);
      await refusingTaken(() => this.roster.amend(amendments, importId, this.clock.date()));
      const members = await this.members.byIds(amendments.map(({ id }) => id));
      const amended = new Map(members.map((member) => [member.id, member]));
      const changes = amendments.flatMap(({ id, fields }) => {
        const member = amended.get(id);
        return member ? { member, fields: Object.keys(fields) } : [];
      });
      await this.effects.follow(changes, 'import');
      await this.consents.unconfirm(moving, 'email');
      await this.consents.unconfirm(
        changes.flatMap(({ member, fields }) => (fields.includes('phone') ? member.id : [])),
        'sms',
      );
    });
  }
}
