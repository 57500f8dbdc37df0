import { Injectable } from '@nestjs/common';
import type { ApprovalAction, ApprovalKind } from '@regulars/contracts';
import type { z } from 'zod';
import type { AccountActor, Actor } from '../../platform/actor.ts';

/** An approval that is being given. */
export interface Approving {
  readonly approvalId: string;
  /** The requester, in whose name it is performed. */
  readonly askedBy: Actor;
  readonly approvedBy: AccountActor;
}

/** An approval that ends without the change. */
export interface Declining {
  readonly approvalId: string;
  readonly state: 'refused' | 'withdrawn';
  readonly by: Pick<Actor, 'kind' | 'id' | 'name'>;
  readonly at: Date;
}

/** A kind of change that may need a second person: one file of the feature that makes the change. */
export interface ApprovalKindOf<Payload extends object> {
  readonly kind: ApprovalKind;
  /** The data stored from the request to the approval. */
  readonly payload: z.ZodType<Payload>;
  /** The member concerned. */
  memberOf(payload: Payload): string | null;
  /**
   * What the audit log keeps of the payload. Absent if that is all of it: an erasure finds its words by the member
   * concerned.
   */
  audited?(payload: Payload): object;
  /** Descriptions for people, in the order of the payloads. */
  describe(payloads: readonly Payload[]): Promise<readonly ApprovalAction[]>;
  /**
   * Performs the change, in the transaction of the approval. Checks everything again; if it throws, the
   * approval keeps waiting. Returns the points transaction, if any.
   */
  perform(payload: Payload, approving: Approving): Promise<string | null>;
  /**
   * Ends what waits for the approval, in the transaction that refuses or withdraws it. Must not throw: nobody
   * needs a reason to leave a change undone. Absent if nothing but the approval waits.
   */
  decline?(payload: Payload, declining: Declining): Promise<void>;
}

/** All kinds of approvals. Features register theirs in their constructors. */
@Injectable()
export class ApprovalKinds {
  readonly #kinds = new Map<string, ApprovalKindOf<object>>();

  register<Payload extends object>(kind: ApprovalKindOf<Payload>): void {
    if (this.#kinds.has(kind.kind)) throw new Error(`Two kinds of approval are named ${kind.kind}`);
    this.#kinds.set(kind.kind, {
      kind: kind.kind,
      payload: kind.payload,
      memberOf: (payload) => kind.memberOf(kind.payload.parse(payload)),
      audited: (payload) => kind.audited?.(kind.payload.parse(payload)) ?? payload,
      describe: (payloads) => kind.describe(payloads.map((each) => kind.payload.parse(each))),
      perform: (payload, approving) => kind.perform(kind.payload.parse(payload), approving),
      decline: async (payload, declining) => kind.decline?.(kind.payload.parse(payload), declining),
    });
  }

  of(kind: ApprovalKind): ApprovalKindOf<object> {
    const found = this.#kinds.get(kind);
    if (!found) throw new Error(`No feature does ${kind}`);
    return found;
  }
}
