const club = { reach: 'club' } as const;

/** How far calls about product tests reach. */
export const productTestReaches = {
  'GET /communities/{id}/product-tests': club,
  'POST /communities/{id}/product-tests': club,
  'GET /product-tests/{id}': club,
  'POST /product-tests/{id}/draw': club,
  'POST /product-tests/{id}/end': club,
  'GET /product-tests/{id}/applications': club,
  'GET /product-tests/{id}/opinions': club,
} as const;
