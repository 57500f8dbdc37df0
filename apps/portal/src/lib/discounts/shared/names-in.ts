import type { NameOf } from '@regulars/conditions';
import type { DiscountChoices } from './editor/form-data.server.ts';
import { categoryName } from '#lib/shell/category-name.ts';

/** The names of what a coupon names, by id. */
export function namesIn({ locations, productSets, discountCategories }: DiscountChoices): {
  nameOf: NameOf;
  placeName: (id: string) => string;
  categoryName: (id: string) => string | undefined;
} {
  const names = new Map([...locations, ...productSets].map(({ id, name }) => [id, name]));
  return {
    nameOf: (source, id) => (source === 'category' ? categoryName(id) : names.get(id)),
    placeName: (id) => names.get(id) ?? '…',
    categoryName: (id) => discountCategories.find((each) => each.id === id)?.name,
  };
}
