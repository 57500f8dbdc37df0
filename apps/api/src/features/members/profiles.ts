import { Injectable } from '@nestjs/common';
import type { BodyOf, updateMe, updateMember } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { Accounts, MailLinks } from '../identity/index.ts';
import { assertBirthday } from './birthday.ts';
import { ConsentsRepository } from './consents.repository.ts';
import { fullNameOf, type MemberRecord } from './member.ts';
import { MembersRepository } from './members.repository.ts';
import { assertNobodyHas, refusingTaken } from './taken.ts';

export type MemberPatch = BodyOf<typeof updateMember>;
export type OwnPatch = BodyOf<typeof updateMe>;

/** Changes what the club knows of a member. */
@Injectable()
export class Profiles {
  constructor(
    private readonly members: MembersRepository,
    private readonly consents: ConsentsRepository,
    private readonly accounts: Accounts,
    private readonly links: MailLinks,
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  /** By staff or a machine. Throws `not-found`, `version-changed`, `already-taken`, `invalid-request`. */
  async change(actor: Actor, id: string, patch: MemberPatch, expectedVersion: number): Promise<MemberRecord> {
    return this.transactions.run(async () => {
      await this.members.claim(patch);
      assertNobodyHas(await this.members.holderOf(patch, id));
      const { before, after } = await this.#save(id, patch, expectedVersion);
      await this.audit.record(actor, {
        action: 'member.changed',
        subject: { type: 'member', id },
        // The log outlives the member: it names the fields and keeps no personal data.
        before: { status: before.status },
        after: { status: after.status, fields: Object.keys(patch) },
      });
      return after;
    });
  }

  /** By the member, who learns nothing of others. Throws `version-changed`, `invalid-request`. */
  async changeOwn(
    id: string,
    { consents = [], ...patch }: OwnPatch,
    expectedVersion: number,
  ): Promise<MemberRecord> {
    return this.transactions.run(async () => {
      const { after } = await this.#save(id, patch, expectedVersion);
      await this.consents.give(id, consents);
      return after;
    });
  }

  async #save(
    id: string,
    patch: Partial<MemberRecord>,
    expectedVersion: number,
  ): Promise<{ before: MemberRecord; after: MemberRecord }> {
    assertBirthday(patch.birthday, this.clock.now());
    const before = await this.members.byId(id);
    if (!before) throw new ClubError('not-found');
    if (patch.status !== undefined && before.status === 'closed')
      throw ClubError.field('member-not-active', '/status', 'closed: it can only be reopened');
    const after = await refusingTaken(() => this.members.update({ ...before, ...patch }, expectedVersion));
    if (!after) throw new ClubError('version-changed');
    if (movesMailbox(before, after)) await this.links.endAllOf(id);
    await this.accounts.describe(id, fullNameOf(after), after.language);
    await this.outbox.append([
      { name: 'member.changed', memberId: id, data: { fields: Object.keys(patch).join(' ') } },
    ]);
    return { before, after };
  }
}

// What was sent before holds no longer.
const movesMailbox = (before: MemberRecord, after: MemberRecord): boolean =>
  before.status !== after.status || before.email?.toLowerCase() !== after.email?.toLowerCase();
