import { Injectable } from '@nestjs/common';
import type { Member } from '@regulars/contracts';
import { toInstant } from '../../platform/clock.ts';
import { Accounts } from '../identity/index.ts';
import { ConsentsRepository } from './consents.repository.ts';
import { DetailsRepository } from './details.repository.ts';
import { noDetails } from './details.ts';
import { fullNameOf, type MemberRecord } from './member.ts';

/** A member as staff and the member see it. */
@Injectable()
export class MemberView {
  constructor(
    private readonly consents: ConsentsRepository,
    private readonly accounts: Accounts,
    private readonly details: DetailsRepository,
  ) {}

  async show({ joinedAt, ...member }: MemberRecord): Promise<Member> {
    return {
      ...member,
      ...((await this.details.of([member.id])).get(member.id) ?? noDetails),
      joinedAt: toInstant(joinedAt),
      displayName: fullNameOf(member),
      hasAccount: await this.accounts.existsFor(member.id),
      consents: await this.consents.current(member.id),
    };
  }
}
