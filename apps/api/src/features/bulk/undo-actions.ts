import { Injectable } from '@nestjs/common';
import type { BulkKind } from '@regulars/contracts';
import { ClubError } from '../../platform/club-error.ts';
import { CodeRevocations } from '../coupons/index.ts';
import { MemberTags } from '../members/index.ts';
import { Adjustments } from '../points/index.ts';
import { GrantedVouchers } from '../rewards/index.ts';
import type { BulkCause } from './bulk-actions.ts';
import type { BulkItem, Outcome } from './bulks.repository.ts';
import { changed, nothingLeft } from './outcomes.ts';

export interface Undoing {
  readonly memberId: string;
  readonly item: BulkItem;
  readonly reason: string;
}

type Undo = (asked: Undoing, cause: BulkCause) => Promise<Outcome>;

/** Takes back what a bulk change gave one member, in the current transaction. Each throws why it cannot. */
@Injectable()
export class UndoActions {
  readonly #undos: Readonly<Record<BulkKind, Undo>>;

  constructor(
    private readonly adjustments: Adjustments,
    private readonly codes: CodeRevocations,
    vouchers: GrantedVouchers,
    tags: MemberTags,
  ) {
    this.#undos = {
      points: (asked, cause) => this.#takePoints(asked, cause),
      coupon: (asked, cause) => this.#endCode(asked, cause),
      reward: async ({ memberId, item: { given } }) => {
        await vouchers.withdraw(memberId, idOf(given));
        return changed({ given });
      },
      'add-tag': async ({ memberId, item: { tag } }, { actor }) =>
        changed({ tag: tag !== null && (await tags.remove(actor, memberId, tag)) ? tag : null }),
      'remove-tag': async ({ memberId, item: { tag } }, { actor }) =>
        changed({ tag: tag !== null && (await tags.add(actor, memberId, tag)) ? tag : null }),
      invite: () => Promise.reject(new ClubError('bulk-not-undoable')),
    };
  }

  undo(kind: BulkKind, asked: Undoing, cause: BulkCause): Promise<Outcome> {
    return this.#undos[kind](asked, cause);
  }

  async #takePoints(
    { memberId, item: { given, approval: waited }, reason }: Undoing,
    { actor, approval }: BulkCause,
  ): Promise<Outcome> {
    const undone =
      waited === null
        ? await this.adjustments.undo(actor, { memberId, transactionId: idOf(given), reason }, approval)
        : await this.adjustments.undoWaiting(actor, { memberId, approvalId: waited, reason }, approval);
    // The request is withdrawn: nothing was booked.
    if (undone === null) return changed();
    const { transactionId, missing } = undone;
    return transactionId === null ? nothingLeft(missing) : changed({ given: transactionId, missing });
  }

  /** What a checkout holds ends when it lets go. */
  async #endCode({ memberId, item: { given } }: Undoing, { actor }: BulkCause): Promise<Outcome> {
    const code = idOf(given);
    const held = await this.codes.revokeHeld(actor, memberId, code);
    return changed({ given: code, problem: held ? 'coupon-held' : null });
  }
}

const idOf = (given: string | null): string => {
  if (given === null) throw new ClubError('not-found');
  return given;
};
