import { Injectable } from '@nestjs/common';
import type { MemberTierGrant } from '@regulars/contracts';
import type { Instant } from '@regulars/loyalty';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { toInstant } from '../../platform/clock.ts';
import { Members } from '../members/index.ts';
import { GrantsRepository, type GrantRow, type NewGrant } from './grants.repository.ts';

/** Granted tiers with their entries in the audit log. */
@Injectable()
export class GrantRecords {
  constructor(
    private readonly grants: GrantsRepository,
    private readonly audit: AuditTrail,
    private readonly members: Members,
  ) {}

  /** Throws `not-found`. */
  readonly list: GrantsRepository['list'] = async (memberId, ...of) => {
    await this.members.byId(memberId);
    return this.grants.list(memberId, ...of);
  };
  readonly find: GrantsRepository['find'] = (...of) => this.grants.find(...of);

  async insert(actor: Actor, now: Instant, grant: NewGrant): Promise<MemberTierGrant> {
    await this.grants.insert(grant);
    return this.#told(actor, 'tier.granted', grant.memberId, grant.id, now);
  }

  async end(actor: Actor, memberId: string, id: string, now: Instant): Promise<MemberTierGrant> {
    await this.grants.end(memberId, id, new Date(now), actor.name);
    return this.#told(actor, 'tier.grant-ended', memberId, id, now);
  }

  /** The one that runs, if there is one. */
  async endRunning(actor: Actor, memberId: string, now: Instant): Promise<void> {
    const id = await this.grants.running(memberId, new Date(now));
    if (id !== undefined) await this.end(actor, memberId, id, now);
  }

  // The words stay out of the audit log: they are about a person.
  async #told(
    actor: Actor,
    action: 'tier.granted' | 'tier.grant-ended',
    memberId: string,
    id: string,
    now: Instant,
  ): Promise<MemberTierGrant> {
    const row = await this.grants.find(memberId, id);
    if (!row) throw new Error('The grant is gone');
    const { code: tier, valid_until: validUntil } = row;
    const subject = { type: 'tier-grant', id };
    await this.audit.record(actor, {
      action,
      subject,
      memberId,
      after: { tier, validUntil: toInstant(validUntil) },
    });
    return showGrant(row, now);
  }
}

export const isRunning = ({ ended_at: endedAt, valid_until: validUntil }: GrantRow, now: Instant): boolean =>
  endedAt === null && now < validUntil.getTime();

export const showGrant = (row: GrantRow, now: Instant): MemberTierGrant => ({
  id: row.id,
  tier: { code: row.code, name: row.name },
  grantedAt: toInstant(row.granted_at),
  validUntil: toInstant(row.valid_until),
  reason: row.reason,
  by: row.granted_by,
  endedAt: row.ended_at && toInstant(row.ended_at),
  endedBy: row.ended_by,
  running: isRunning(row, now),
});
