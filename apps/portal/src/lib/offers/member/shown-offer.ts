import type { OwnOffer } from '@regulars/contracts';
import type { ShownDiscount } from '#lib/discounts/shared/shown-discount.ts';

/** An offer of the member with its words. */
export interface ShownOffer
  extends Omit<ShownDiscount, 'state'>, Pick<OwnOffer, 'activation' | 'state' | 'price' | 'personal'> {}
