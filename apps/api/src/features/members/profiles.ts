import { Injectable } from '@nestjs/common';
import type { BodyOf, OriginSource, updateMe, updateMember } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { assertBirthday } from './birthday.ts';
import { ConsentsRepository } from './consents.repository.ts';
import { detailsIn, type DetailsGiven } from './details.ts';
import type { MemberRecord } from './member.ts';
import { MembersRepository } from './members.repository.ts';
import { sourceOf } from './source-of.ts';
import { ProfileEffects } from './profile-effects.ts';
import { assertNobodyHas, refusingTaken } from './taken.ts';

export type MemberPatch = BodyOf<typeof updateMember>;
export type OwnPatch = BodyOf<typeof updateMe>;

/** Changes a member's profile. */
@Injectable()
export class Profiles {
  constructor(
    private readonly members: MembersRepository,
    private readonly consents: ConsentsRepository,
    private readonly effects: ProfileEffects,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * By staff or a key. Throws `not-found`, `member-erased`, `version-changed`, `already-taken`,
   * `invalid-request`.
   */
  async change(actor: Actor, id: string, patch: MemberPatch, expectedVersion: number): Promise<MemberRecord> {
    return this.transactions.run(async () => {
      const contact = movedContact(await this.members.byId(id), patch);
      await this.members.claim(contact);
      assertNobodyHas(await this.members.holderOf(contact, id));
      const { before, after } = await this.#save(id, patch, { expectedVersion, source: sourceOf(actor) });
      await this.audit.record(actor, {
        action: 'member.changed',
        subject: { type: 'member', id },
        // The log outlives the member, so it names the fields without personal data.
        before: { status: before.status },
        after: { status: after.status, fields: Object.keys(patch) },
      });
      return after;
    });
  }

  /** By the member, who learns nothing about others. Throws `version-changed`, `invalid-request`. */
  async changeOwn(
    id: string,
    { consents = [], ...patch }: OwnPatch,
    expectedVersion: number,
  ): Promise<MemberRecord> {
    return this.transactions.run(async () => {
      const { after } = await this.#save(id, patch, { expectedVersion, source: 'portal' });
      const newly = await this.consents.give(id, await this.effects.worded(consents));
      if (newly.some(({ purpose, granted }) => purpose === 'terms' && granted))
        await this.effects.acceptTerms(after, consents);
      return after;
    });
  }

  async #save(
    id: string,
    { address, company, secondPhone, ...patch }: Partial<MemberRecord> & DetailsGiven,
    { expectedVersion, source }: { expectedVersion: number; source: OriginSource | null },
  ): Promise<{ before: MemberRecord; after: MemberRecord }> {
    assertBirthday(patch.birthday, this.clock.now());
    const before = await this.members.byId(id);
    if (!before) throw new ClubError('not-found');
    if (before.erased) throw new ClubError('member-erased');
    if (patch.status !== undefined && before.status === 'closed')
      throw ClubError.field('member-not-active', '/status', 'a closed membership can only be reopened');
    const wanted = { ...before, ...patch };
    const movesMailbox = before.email?.toLowerCase() !== wanted.email?.toLowerCase();
    if (movesMailbox) await this.effects.endLinksOf(id);
    const details = detailsIn({ address, company, secondPhone });
    const update = { before, member: wanted, details, source };
    const after = await refusingTaken(() => this.members.update(update, expectedVersion));
    if (!after) throw new ClubError('version-changed');
    await this.effects.follow([{ member: after, fields: [...Object.keys(patch), ...Object.keys(details)] }]);
    if (movesMailbox) await this.consents.unconfirm([id], 'email');
    if (before.phone !== after.phone) await this.consents.unconfirm([id], 'sms');
    await this.effects.followStatus(before, after);
    return { before, after };
  }
}

/** Changed e-mail and phone. Unchanged ones may also belong to someone else, which is not an error now. */
const movedContact = (
  before: MemberRecord | undefined,
  { email, phone }: MemberPatch,
): Pick<MemberPatch, 'email' | 'phone'> => ({
  ...(email?.toLowerCase() === before?.email?.toLowerCase() ? {} : { email }),
  ...(phone === before?.phone ? {} : { phone }),
});
