import { approvalKinds, approvalScopes, type ApprovalKind } from '@regulars/contracts';
import { boundTo, holds, personBehind, type Actor } from '../../platform/actor.ts';
import type { ApprovalFilter, ApprovalRow } from './approvals.repository.ts';

type Access = 'read' | 'write';
type Origin = Pick<ApprovalRow, 'kind' | 'asked_by' | 'person_id'>;

const kindsFor = (actor: Actor, access: Access): ApprovalKind[] =>
  approvalKinds.filter((kind) => holds(actor, approvalScopes[kind][access]));

/** Requested by the actor, by a key that the actor created, or by the person who created this key. */
export const isOwn = (actor: Actor, { asked_by, person_id }: Origin): boolean =>
  (asked_by.kind === actor.kind && asked_by.id === actor.id) ||
  (person_id !== null && person_id === personBehind(actor));

/** Keys see what their scopes allow. Callers bound to locations see their own requests. */
export const seenBy = (actor: Actor): Pick<ApprovalFilter, 'kinds' | 'askedBy'> => ({
  kinds: kindsFor(actor, 'read'),
  askedBy: boundTo(actor) === null ? null : { id: actor.id, person: personBehind(actor) },
});

export const reachesApproval = (actor: Actor, row: Origin, access: Access): boolean =>
  kindsFor(actor, access).includes(row.kind) && (boundTo(actor) === null || isOwn(actor, row));
