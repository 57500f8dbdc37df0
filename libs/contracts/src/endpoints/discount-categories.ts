import { endpoint, managers, staff } from './endpoint.ts';

/** How discounts of one category count beside each other. */
export const withinCategory = ['none', 'best', 'all'] as const;
export type WithinDiscountCategory = (typeof withinCategory)[number];

export const mostDiscountCategories = 20;
/** The largest number that a category may have. Discounts by hand come after it. */
export const lastDiscountPriority = 199;

/** Where discounts come that have no category. In each of these groups all count together. */
export const usualDiscountPriorities = {
  'exclusive-coupons': 0,
  'exclusive-offers': 10,
  offers: 50,
  coupons: 100,
} as const;
export type UsualDiscountGroup = keyof typeof usualDiscountPriorities;

export const listDiscountCategories = endpoint('listDiscountCategories', {
  method: 'GET',
  path: '/discount-categories',
  tag: 'Coupons',
  summary: 'List the categories of discounts, in the order in which they count, with what is in them',
  access: { roles: staff, scope: 'rewards:read', reach: 'anywhere' },
});

export const createDiscountCategory = endpoint('createDiscountCategory', {
  method: 'POST',
  path: '/discount-categories',
  tag: 'Coupons',
  summary: 'Add a category of coupons and offers: when they count, and how beside each other',
  access: { roles: managers, scope: 'rewards:write', reach: 'club' },
  status: 201,
  wallet: 'none',
});

export const updateDiscountCategory = endpoint('updateDiscountCategory', {
  method: 'PATCH',
  path: '/discount-categories/{id}',
  tag: 'Coupons',
  summary: 'Change a category of discounts; carts that are priced from now on follow it',
  access: { roles: managers, scope: 'rewards:write', reach: 'club' },
  conditional: true,
  wallet: 'none',
});

export const removeDiscountCategory = endpoint('removeDiscountCategory', {
  method: 'DELETE',
  path: '/discount-categories/{id}',
  tag: 'Coupons',
  summary: 'Remove a category that no coupon or offer is in, apart from ended ones',
  access: { roles: managers, scope: 'rewards:write', reach: 'club' },
  status: 204,
  wallet: 'none',
});
