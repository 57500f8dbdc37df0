import { Injectable } from '@nestjs/common';
import type { BulkAction, BulkKind } from '@regulars/contracts';
import type { AccountActor, Actor } from '../../platform/actor.ts';
import { AccountInvitations, MemberTags } from '../members/index.ts';
import { Adjustments } from '../points/index.ts';

/** In whose name a member is changed. */
export interface BulkCause {
  readonly actor: Actor;
  /** Where a second person has approved all of it. */
  readonly approval: { readonly approvalId: string; readonly approvedBy: AccountActor } | null;
}

type Outcome = 'changed' | 'approval';
type Acts = {
  readonly [Kind in BulkKind]: (
    action: Extract<BulkAction, { kind: Kind }>,
    memberId: string,
    cause: BulkCause,
  ) => Promise<Outcome>;
};

/** What a bulk change does to one member, in the current transaction. Each throws why it cannot. */
@Injectable()
export class BulkActions {
  readonly #acts: Acts;

  constructor(adjustments: Adjustments, tags: MemberTags, invitations: AccountInvitations) {
    this.#acts = {
      points: async ({ points, reason }, memberId, { actor, approval }) => {
        if (approval) {
          await adjustments.adjustApproved({ memberId, points, reason }, { ...approval, askedBy: actor });
          return 'changed';
        }
        const adjusted = await adjustments.adjust(actor, memberId, { points, reason });
        return 'waiting' in adjusted ? 'approval' : 'changed';
      },
      'add-tag': async ({ tag }, memberId, { actor }) => {
        await tags.add(actor, memberId, tag);
        return 'changed';
      },
      'remove-tag': async ({ tag }, memberId, { actor }) => {
        await tags.remove(actor, memberId, tag);
        return 'changed';
      },
      invite: async (_, memberId, { actor }) => {
        await invitations.invite(actor, memberId);
        return 'changed';
      },
    };
  }

  /** Throws why the member cannot be changed. */
  change(action: BulkAction, memberId: string, cause: BulkCause): Promise<Outcome> {
    // The kind of the action picks the function that takes it.
    const act = this.#acts[action.kind] as (
      it: BulkAction,
      member: string,
      by: BulkCause,
    ) => Promise<Outcome>;
    return act(action, memberId, cause);
  }
}
