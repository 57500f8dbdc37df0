import type { NameOf, Source } from '@regulars/conditions';
import type { Choices } from '../choices.server.ts';

/** The names of what a condition names by id or key. */
export const namesIn =
  ({ locations, tiers, badges, productSets, segments, eventTypes, happened }: Choices): NameOf =>
  (source, id) => {
    const things: Partial<
      Record<Source, readonly { readonly id: string; readonly name: string }[] | undefined>
    > = {
      location: locations,
      tier: tiers,
      badge: badges,
      'product-set': productSets,
      segment: segments,
      reward: happened?.rewards,
      coupon: happened?.coupons,
      offer: happened?.offers,
      survey: happened?.surveys,
      community: happened?.communities,
      'event-type': eventTypes.map(({ code, name }) => ({ id: code, name })),
    };
    return things[source]?.find((thing) => thing.id === id)?.name;
  };
