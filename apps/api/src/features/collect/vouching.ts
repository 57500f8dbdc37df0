import { Injectable } from '@nestjs/common';
import type { ReplyOf, vouchForMember } from '@regulars/contracts';
import { Clock, toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Contacts } from '../members/index.ts';
import { memberToken } from './member-tokens.ts';
import { Sites } from './sites.ts';

/** The shop's server knows which of its customers signed in, and says so to its web page. */
@Injectable()
export class Vouching {
  constructor(
    private readonly sites: Sites,
    private readonly contacts: Contacts,
    private readonly clock: Clock,
  ) {}

  /** Throws `not-found`, at the pointer if there is no such member. */
  async tokenFor(siteId: string, memberId: string): Promise<ReplyOf<typeof vouchForMember>> {
    const secret = await this.sites.secretOf(siteId);
    if (!(await this.contacts.of(memberId)))
      throw ClubError.field('not-found', '/memberId', 'unknown member');
    const { token, expiresAt } = memberToken(secret, memberId, this.clock.now());
    return { token, expiresAt: toInstant(expiresAt) };
  }
}
