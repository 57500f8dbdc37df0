import { isInTrial } from '../earning/trial.ts';

/** Whether a member gets an offer, or is held out to compare with. */
export type OfferArm = 'offered' | 'held-out';

/**
 * By a place of the pair of member and offer that never changes: a larger share keeps those who were held out, and the arms
 * of two offers do not depend on each other.
 * @param heldOut percent
 */
export const offerArmOf = (memberId: string, offerId: string, heldOut: number): OfferArm =>
  isInTrial(memberId, offerId, heldOut) ? 'held-out' : 'offered';
