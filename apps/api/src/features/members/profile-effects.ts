import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.ts';
import { Outbox, type Origin } from '../../platform/events/outbox.ts';
import { Accounts, MailLinks, MemberAccounts } from '../identity/index.ts';
import { JoiningTerms } from './joining-terms.ts';
import { fullNameOf, type ConsentGiven, type MemberRecord } from './member.ts';

export interface ProfileChange {
  readonly member: MemberRecord;
  readonly fields: readonly string[];
}

const named = ['firstName', 'lastName', 'language'];

/** Consequences of a profile change, in its transaction. */
@Injectable()
export class ProfileEffects {
  constructor(
    private readonly accounts: Accounts,
    private readonly memberAccounts: MemberAccounts,
    private readonly links: MailLinks,
    private readonly terms: JoiningTerms,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * For members with a changed or removed address: it invalidates what was sent to the previous one. Before they change, because
   * who follows a link has that first and the member then; in another order each would wait for the other.
   */
  async endLinksOf(...memberIds: readonly string[]): Promise<void> {
    await this.links.endAllOf(...memberIds);
  }

  async follow(changes: readonly ProfileChange[], origin: Origin = 'live'): Promise<void> {
    for (const { member, fields } of changes)
      if (fields.some((field) => named.includes(field)))
        await this.accounts.describe(member.id, fullNameOf(member), member.language);
    await this.outbox.append(
      changes.map(({ member, fields }) => ({
        name: 'member.changed' as const,
        memberId: member.id,
        data: { fields: fields.join(' ') },
      })),
      origin,
    );
  }

  /** A blocked member is signed out at once on all devices, and comes back with the same password. */
  async followStatus(before: MemberRecord, after: MemberRecord): Promise<void> {
    if (before.status === after.status) return;
    await (after.status === 'active'
      ? this.memberAccounts.enable(after.id)
      : this.memberAccounts.disable(after.id, this.clock.date()));
  }

  /** Consents as they are stored. Where no terms are published, `acceptTerms` refuses a new consent to them. */
  async worded(consents: readonly ConsentGiven[]): Promise<readonly ConsentGiven[]> {
    const worded = await this.terms.worded(consents);
    return worded.length < consents.length ? consents : worded;
  }

  /** A member says so in the profile. Throws `legal-text-missing`, because there is no consent without its text. */
  async acceptTerms({ id, language }: MemberRecord, consents: readonly ConsentGiven[]): Promise<void> {
    const place = consents.findLastIndex(({ purpose }) => purpose === 'terms');
    await this.terms.acceptInForce(id, language, `/consents/${place}`);
  }
}
