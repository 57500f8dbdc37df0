import type { NameOf, Source } from '@regulars/conditions';
import type { Choices } from '../choices.server.ts';

/** The names of what a condition names by id or key. */
export const namesIn =
  ({ locations, tiers, badges, productSets, segments }: Choices): NameOf =>
  (source, id) => {
    const things: Partial<Record<Source, readonly { readonly id: string; readonly name: string }[]>> = {
      location: locations,
      tier: tiers,
      badge: badges,
      'product-set': productSets,
      segment: segments,
    };
    return things[source]?.find((thing) => thing.id === id)?.name;
  };
