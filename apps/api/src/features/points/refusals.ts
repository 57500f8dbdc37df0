import { LoyaltyError, type LoyaltyErrorCode } from '@regulars/loyalty';
import type { ProblemCode } from '@regulars/contracts';
import { isMember, type Actor } from '../../platform/actor.ts';
import { ClubError } from '../../platform/club-error.ts';

const meanings: Record<LoyaltyErrorCode, ProblemCode> = {
  'amount-out-of-range': 'invalid-request',
  'hold-expiry-past': 'invalid-request',
  'hold-not-active': 'hold-not-active',
  'insufficient-points': 'insufficient-points',
  'line-amounts-disagree': 'amount-mismatch',
  'points-out-of-range': 'points-out-of-range',
  'quantity-out-of-range': 'invalid-request',
  'rate-out-of-range': 'invalid-request',
  'returned-more-than-bought': 'returned-more-than-bought',
};

/** A refusal of the loyalty library as an API error. */
export const asClubError = (error: LoyaltyError): ClubError => {
  const figures = Object.entries(error.details).map(([name, value]) => `${name}: ${String(value)}`);
  return new ClubError(meanings[error.code], figures.length > 0 ? { detail: figures.join(', ') } : {});
};

/** Runs a decision of the loyalty library and turns its refusals into ClubErrors. */
export const orRefuse = <Result>(decide: () => Result): Result => {
  try {
    return decide();
  } catch (error) {
    throw error instanceof LoyaltyError ? asClubError(error) : error;
  }
};

/** Throws `self-earning-refused` if staff post to their own membership. */
export const refuseSelfService = (actor: Actor, memberId: string): void => {
  if (isMember(actor, memberId)) throw new ClubError('self-earning-refused');
};
