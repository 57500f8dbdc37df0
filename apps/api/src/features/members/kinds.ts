import { Injectable } from '@nestjs/common';
import type { BodyOf, KindOfMember, MemberKind, setMemberKind } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { Clock, toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { KindsRepository, type KindRow } from './kinds.repository.ts';

/** Which members are customers, and which cards no analysis counts. */
@Injectable()
export class MemberKinds {
  constructor(
    private readonly kinds: KindsRepository,
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Throws `not-found`. */
  async of(memberId: string): Promise<KindOfMember> {
    return shown(await this.#known(memberId));
  }

  /** Throws `not-found`, `member-erased`. */
  async set(
    actor: Actor,
    memberId: string,
    { kind, reason = '' }: BodyOf<typeof setMemberKind>,
  ): Promise<KindOfMember> {
    return this.transactions.run(async () => {
      await this.kinds.lock(memberId);
      const row = await this.#known(memberId);
      if (row.erased_at) throw new ClubError('member-erased');
      const before = shown(row);
      const wanted = { kind, reason: counts[kind] ? null : reason };
      if (before.kind === wanted.kind && before.reason === wanted.reason) return before;
      if (wanted.reason === null) await this.kinds.clear(memberId);
      else await this.kinds.set(memberId, kind, wanted.reason, this.clock.date());
      // The reason stays out of the log: it is about a person.
      await this.audit.record(actor, {
        action: 'member.kind-set',
        subject: { type: 'member', id: memberId },
        memberId,
        before: { kind: before.kind },
        after: { kind },
      });
      return this.of(memberId);
    });
  }

  async #known(memberId: string): Promise<KindRow> {
    const row = await this.kinds.find(memberId);
    if (!row) throw new ClubError('not-found');
    return row;
  }
}

const counts = {
  customer: true,
  staff: false,
  test: false,
  reseller: false,
} as const satisfies Record<MemberKind, boolean>;

const shown = ({ kind, reason, set_at: at }: KindRow): KindOfMember => ({
  kind: kind ?? 'customer',
  reason,
  since: at && toInstant(at),
});
