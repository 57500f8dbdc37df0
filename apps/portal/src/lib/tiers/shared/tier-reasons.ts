import type { MemberTier, OwnTierChange, TierReason } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';

const reasons: Readonly<Record<TierReason, () => string>> = {
  'credit-reached': m.tiers_reason_credit_reached,
  'period-ended': m.tiers_reason_period_ended,
  'ladder-changed': m.tiers_reason_ladder_changed,
  'credit-returned': m.tiers_reason_credit_returned,
  granted: m.tiers_reason_granted,
  'grant-ended': m.tiers_reason_grant_ended,
  merged: m.tiers_reason_merged,
};

const isReason = (reason: string): reason is TierReason => Object.hasOwn(reasons, reason);

/** Why a tier changed. */
export const tierReason = (reason: string): string => (isReason(reason) ? reasons[reason]() : reason);

/** Since when a member has the tier, and why; null if it never changed. The newest change is the first one. */
export function sinceWhen(
  { since }: Pick<MemberTier, 'since'>,
  [latest]: readonly Pick<OwnTierChange, 'at' | 'reason'>[],
): { at: string; reason: string } | null {
  if (since === null || !latest) return null;
  // Only the end of a granted tier counts before it is booked.
  const isBooked = Date.parse(since) <= Date.parse(latest.at);
  return isBooked
    ? { at: latest.at, reason: tierReason(latest.reason) }
    : { at: since, reason: reasons['grant-ended']() };
}
