import { Injectable } from '@nestjs/common';
import type { PersonalCode } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { PersonalCodesRepository, type PersonalCodeRow } from './personal-codes.repository.ts';

/** Ends codes of members before their time. */
@Injectable()
export class CodeRevocations {
  constructor(
    private readonly codes: PersonalCodesRepository,
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Throws `not-found`, `coupon-used`, `coupon-held`, `coupon-expired`. */
  async revoke(actor: Actor, memberId: string, id: string): Promise<void> {
    await this.#end(actor, memberId, id, (state) => state === 'free');
  }

  /**
   * Also one that an open checkout holds: that checkout may still use it, and no other can. Returns whether one holds it.
   * Throws `not-found`, `coupon-used`, `coupon-expired`.
   */
  async revokeHeld(actor: Actor, memberId: string, id: string): Promise<boolean> {
    return (await this.#end(actor, memberId, id, (state) => state === 'free' || state === 'held')) === 'held';
  }

  async #end(
    actor: Actor,
    memberId: string,
    id: string,
    canEnd: (state: PersonalCode['state']) => boolean,
  ): Promise<PersonalCode['state']> {
    return this.transactions.run(async () => {
      const row = await this.codes.lock(memberId, id);
      if (!row) throw new ClubError('not-found');
      const now = this.clock.date();
      // Over for new checkouts, whatever holds it.
      if (isOver(row, now)) throw new ClubError('coupon-expired');
      const state = stateOfCode(row, now);
      if (!canEnd(state)) throw new ClubError(problems[state]);
      await this.codes.end(id, now);
      await this.audit.record(actor, {
        action: 'coupon-code.revoked',
        subject: { type: 'member', id: memberId },
        memberId,
        after: { code: id },
      });
      return state;
    });
  }
}

const problems = {
  used: 'coupon-used',
  held: 'coupon-held',
  expired: 'coupon-expired',
  free: 'not-found',
} as const;

const isOver = ({ usedAt, expiresAt }: PersonalCodeRow, now: Date): boolean =>
  usedAt === null && expiresAt !== null && expiresAt <= now;

export const stateOfCode = (
  { usedAt, heldUntil, expiresAt }: Pick<PersonalCodeRow, 'usedAt' | 'heldUntil' | 'expiresAt'>,
  now: Date,
): PersonalCode['state'] => {
  if (usedAt) return 'used';
  if (heldUntil && heldUntil > now) return 'held';
  return expiresAt && expiresAt <= now ? 'expired' : 'free';
};
