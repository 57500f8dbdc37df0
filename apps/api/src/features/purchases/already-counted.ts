import { ClubError } from '../../platform/club-error.ts';

/** A receipt counts once, for ever; whoever sends it again learns which purchase it was. */
export const alreadyCounted = (purchaseId: string): ClubError =>
  new ClubError('receipt-already-counted', { purchaseId });
