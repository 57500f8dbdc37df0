import { actsForOthers, type Actor } from '../../platform/actor.ts';
import type { PurchaseDetail } from './purchases.repository.ts';

/** A key that is bound to locations sees only these; staff look up receipts of every shop, for goods come back anywhere. */
export const boundTo = (actor: Actor): readonly string[] | null =>
  actor.kind === 'api-key' && actor.locationIds.length > 0 ? actor.locationIds : null;

/** What an actor may not see is for this actor not there. */
export const maySee = (
  actor: Actor,
  purchase: Pick<PurchaseDetail, 'member_id' | 'location_id'>,
): boolean => {
  if (!actsForOthers(actor))
    return actor.kind === 'account' && actor.memberId !== null && purchase.member_id === actor.memberId;
  return boundTo(actor)?.includes(purchase.location_id) ?? true;
};
