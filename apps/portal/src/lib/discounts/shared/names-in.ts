import type { NameOf } from '@regulars/conditions';
import type { Choices } from '#lib/facts/shared/choices.server.ts';
import { categoryName } from '#lib/shell/category-name.ts';

/** The names of what a coupon names, by id. */
export function namesIn({ locations, productSets }: Choices): {
  nameOf: NameOf;
  placeName: (id: string) => string;
} {
  const names = new Map([...locations, ...productSets].map(({ id, name }) => [id, name]));
  return {
    nameOf: (source, id) => (source === 'category' ? categoryName(id) : names.get(id)),
    placeName: (id) => names.get(id) ?? '…',
  };
}
