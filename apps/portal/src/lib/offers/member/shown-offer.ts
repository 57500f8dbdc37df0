import type { OwnOffer } from '@regulars/contracts';

/** An offer of the member with its words. */
export interface ShownOffer extends Pick<
  OwnOffer,
  'id' | 'name' | 'description' | 'reason' | 'picture' | 'activation' | 'state' | 'endsAt' | 'left' | 'uses'
> {
  /** '20% off' */
  readonly off: string;
  /** All of its terms as a sentence. */
  readonly terms: string;
}
