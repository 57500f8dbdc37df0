import { Injectable } from '@nestjs/common';
import type { getReferralCode, listReferrals, QueryOf, ReplyOf } from '@regulars/contracts';
import { toInstant } from '../../platform/clock.ts';
import { page, readCursor } from '../../platform/http/cursor.ts';
import { ReferralCodes } from './codes.ts';
import { ReferralOffers } from './offers.ts';
import { ReferralsRepository } from './referrals.repository.ts';
import { shownReferral } from './shown-referral.ts';

/** What the team sees of referrals, and strangers of a code. */
@Injectable()
export class Referrals {
  constructor(
    private readonly referrals: ReferralsRepository,
    private readonly codes: ReferralCodes,
    private readonly offers: ReferralOffers,
  ) {}

  async usable(sent: string): Promise<ReplyOf<typeof getReferralCode>> {
    const offers = await this.offers.live();
    const found = offers.length > 0 ? await this.codes.read(sent) : undefined;
    return { usable: found !== undefined, code: found?.code ?? null, offers };
  }

  /** The newest first. */
  async list({
    state,
    member,
    limit,
    cursor,
    include,
  }: QueryOf<typeof listReferrals>): Promise<ReplyOf<typeof listReferrals>> {
    const filter = { state: state ?? null, memberId: member ?? null };
    const rows = await this.referrals.list(filter, readCursor(cursor, 'moment', 'id'), limit + 1);
    const listed = page(rows, limit, shownReferral, ({ joined_at: at, id }) => [toInstant(at), id]);
    return include === 'total' ? { ...listed, total: await this.referrals.count(filter) } : listed;
  }
}
