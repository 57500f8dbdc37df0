import { Injectable } from '@nestjs/common';
import type { ApprovalDeed, ApprovalKind } from '@regulars/contracts';
import type { z } from 'zod';
import type { AccountActor, Actor } from '../../platform/actor.ts';

/** An approval that is just being given. */
export interface Approving {
  readonly approvalId: string;
  /** In whose name it is done. */
  readonly askedBy: Actor;
  readonly approvedBy: AccountActor;
}

/** A kind of deed that may need a second person: one file of the feature that does it. */
export interface ApprovalKindOf<Payload extends object> {
  readonly kind: ApprovalKind;
  /** What is stored from the asking to the doing. */
  readonly payload: z.ZodType<Payload>;
  /** The member whom it is about. */
  memberOf(payload: Payload): string | null;
  /** As people read it, in the order of the payloads. */
  describe(payloads: readonly Payload[]): Promise<readonly ApprovalDeed[]>;
  /**
   * Does it, in the transaction of the approval; what it needs is looked at anew, and what it throws leaves the approval
   * waiting. Gives the points transaction where there is one.
   */
  perform(payload: Payload, approving: Approving): Promise<string | null>;
}

/** What there is of kinds; features register theirs while they are made. */
@Injectable()
export class ApprovalKinds {
  readonly #kinds = new Map<string, ApprovalKindOf<object>>();

  register<Payload extends object>(kind: ApprovalKindOf<Payload>): void {
    if (this.#kinds.has(kind.kind)) throw new Error(`Two kinds of approval are named ${kind.kind}`);
    this.#kinds.set(kind.kind, {
      kind: kind.kind,
      payload: kind.payload,
      memberOf: (payload) => kind.memberOf(kind.payload.parse(payload)),
      describe: (payloads) => kind.describe(payloads.map((each) => kind.payload.parse(each))),
      perform: (payload, approving) => kind.perform(kind.payload.parse(payload), approving),
    });
  }

  of(kind: ApprovalKind): ApprovalKindOf<object> {
    const found = this.#kinds.get(kind);
    if (!found) throw new Error(`No feature does ${kind}`);
    return found;
  }
}
