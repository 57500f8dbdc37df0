import { endpoint, managers, staff } from './endpoint.ts';

/** Of the club. */
export const mostInterests = 60;
export const longestInterest = 40;
/** Bytes of a file of them. */
export const largestInterestFile = 100_000;

/** What price-bound goods may earn where a club has set nothing, in percent of their price. */
export const usualPriceBoundPercent = 2;

export const getClub = endpoint('getClub', {
  method: 'GET',
  path: '/club',
  tag: 'Club',
  summary: "Get the club's name, look and settings",
  access: 'public',
});

export const updateClub = endpoint('updateClub', {
  method: 'PATCH',
  path: '/club',
  tag: 'Club',
  summary: "Update the club's settings",
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  conditional: true,
  wallet: 'none',
});

export const downloadInterests = endpoint('downloadInterests', {
  method: 'GET',
  path: '/club/interests/file',
  tag: 'Club',
  summary: 'Download the interests as CSV, which can be sent back',
  access: { roles: managers, scope: 'club:read', reach: 'club' },
  stream: 'text/csv',
});

export const previewInterests = endpoint('previewInterests', {
  method: 'POST',
  path: '/club/interest-previews',
  tag: 'Club',
  summary:
    'Show what a CSV file with the columns `key`, `de`, `en` and `cs` would make of the interests; stores nothing. A line changes the interest with its key or one of its names, else it is a new one; nothing is removed. Errors name their line',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  status: 200,
  bytes: 'text/csv',
  wallet: 'none',
});

export const getLogo = endpoint('getLogo', {
  method: 'GET',
  path: '/club/logo',
  tag: 'Club',
  summary: 'Get the logo, at most 512 pixels wide and high',
  access: 'public',
  stream: 'image/webp',
});

export const putLogo = endpoint('putLogo', {
  method: 'PUT',
  path: '/club/logo',
  tag: 'Club',
  summary: 'Upload a logo: PNG, JPEG or WebP, at most 2 MB and 8,000 pixels per side',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  bytes: 'image/*',
  wallet: 'none',
});

export const removeLogo = endpoint('removeLogo', {
  method: 'DELETE',
  path: '/club/logo',
  tag: 'Club',
  summary: 'Remove the logo',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  wallet: 'none',
});

export const listLocations = endpoint('listLocations', {
  method: 'GET',
  path: '/locations',
  tag: 'Club',
  summary: 'List locations',
  access: 'public',
});

export const createLocation = endpoint('createLocation', {
  method: 'POST',
  path: '/locations',
  tag: 'Club',
  summary: 'Add a location',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  status: 201,
  wallet: 'none',
});

export const updateLocation = endpoint('updateLocation', {
  method: 'PATCH',
  path: '/locations/{id}',
  tag: 'Club',
  summary: 'Update a location',
  access: { roles: managers, scope: 'club:write', reach: 'location' },
  conditional: true,
  wallet: 'none',
});

export const listProducts = endpoint('listProducts', {
  method: 'GET',
  path: '/products',
  tag: 'Club',
  summary: 'Search products by name, SKU or category',
  access: { roles: staff, scope: 'club:read', reach: 'anywhere' },
});

export const getProductGroups = endpoint('getProductGroups', {
  method: 'GET',
  path: '/product-groups',
  tag: 'Club',
  summary: 'Get the categories and brands of the products',
  access: { roles: staff, scope: 'club:read', reach: 'anywhere' },
});

export const createProduct = endpoint('createProduct', {
  method: 'POST',
  path: '/products',
  tag: 'Club',
  summary: 'Add a product',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  status: 201,
  wallet: 'none',
});

export const updateProduct = endpoint('updateProduct', {
  method: 'PATCH',
  path: '/products/{id}',
  tag: 'Club',
  summary: 'Update a product',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  conditional: true,
  wallet: 'none',
});
