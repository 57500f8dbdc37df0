import { type Scope, managers, endpoint } from './endpoint.ts';

export const importKinds = ['members', 'products', 'purchases', 'balances'] as const;

export type ImportKind = (typeof importKinds)[number];

/** The scopes a key needs for an import of each kind, and to see its lines. */
export const importScopes = {
  members: { read: 'members:read', write: 'members:write' },
  products: { read: 'club:read', write: 'club:write' },
  purchases: { read: 'purchases:read', write: 'purchases:write' },
  balances: { read: 'points:read', write: 'points:write' },
} as const satisfies Record<ImportKind, { readonly read: Scope; readonly write: Scope }>;

const scopesTo = (access: 'read' | 'write'): readonly Scope[] =>
  importKinds.map((kind) => importScopes[kind][access]);

export const importReading = { roles: managers, anyScope: scopesTo('read'), reach: 'location' } as const;

export const importWriting = { roles: managers, anyScope: scopesTo('write'), reach: 'location' } as const;

/** What members bring from another programme; booking it needs `points:write` too. */
export const openingFields = ['points', 'pointsExpire', 'statusPoints', 'tier'] as const;

/** The fields a column can be mapped to, by kind. Guessing tries the first ones first. */
export const importFields = {
  members: [
    'externalId',
    'card',
    'email',
    'phone',
    'secondPhone',
    'firstName',
    'lastName',
    'fullName',
    'language',
    'birthday',
    'street',
    'postcode',
    'city',
    'region',
    'country',
    'company',
    'note',
    'tags',
    'joinedAt',
    'joinedLocation',
    'newsletter',
    'consentAt',
    'consentSource',
    'consentText',
    ...openingFields,
  ],
  products: [
    'sku',
    'name',
    'nameDe',
    'nameEn',
    'nameCs',
    'category',
    'brand',
    'kind',
    'price',
    'taxRate',
    'barcodes',
    'priceBound',
  ],
  purchases: [
    'receipt',
    'location',
    'purchasedAt',
    'externalId',
    'card',
    'email',
    'phone',
    'sku',
    'name',
    'category',
    'brand',
    'kind',
    'quantity',
    'amount',
    'unitPrice',
    'discount',
    'taxRate',
    'currency',
    'till',
    'status',
    'returnOf',
    'returnedQuantity',
  ],
  balances: ['externalId', 'card', 'email', 'phone', 'points', 'pointsExpire', 'reason'],
} as const satisfies Record<ImportKind, readonly string[]>;

const access = importWriting;

const reading = importReading;

export const startImport = endpoint('startImport', {
  method: 'POST',
  path: '/imports',
  tag: 'Imports',
  summary:
    'Import members, products, purchases or points from CSV (plain or .gz), XLSX or vCard: send the part `settings`, then the part `file`; the scope depends on the kind',
  access,
  status: 202,
  wallet: 'none',
});

export const previewImport = endpoint('previewImport', {
  method: 'POST',
  path: '/imports/preview',
  tag: 'Imports',
  summary:
    'Preview a file: first rows, guessed format and columns; send the part `settings`, then `file` or its start',
  access,
  wallet: 'none',
});

export const listImports = endpoint('listImports', {
  method: 'GET',
  path: '/imports',
  tag: 'Imports',
  summary: 'List imports, newest first',
  access: reading,
});

export const getImport = endpoint('getImport', {
  method: 'GET',
  path: '/imports/{id}',
  tag: 'Imports',
  summary: 'Get an import with its progress and first errors',
  access: reading,
});

export const beginImport = endpoint('beginImport', {
  method: 'POST',
  path: '/imports/{id}/start',
  tag: 'Imports',
  summary: 'Start an import after its dry run',
  access,
  status: 202,
  wallet: 'none',
});

export const cancelImport = endpoint('cancelImport', {
  method: 'POST',
  path: '/imports/{id}/cancel',
  tag: 'Imports',
  summary: 'Stop an import; imported data stays until the import is undone',
  access,
  status: 202,
  wallet: 'none',
});

export const undoImport = endpoint('undoImport', {
  method: 'POST',
  path: '/imports/{id}/undo',
  tag: 'Imports',
  summary:
    'Undo an import; points of purchases that are spent become debt, imported points that are spent stay spent',
  access,
  status: 202,
  wallet: 'none',
});

export const importErrors = endpoint('importErrors', {
  method: 'GET',
  path: '/imports/{id}/errors',
  tag: 'Imports',
  summary: 'Download refused lines, and those with remarks, with their reasons as CSV',
  access: reading,
  stream: 'text/csv',
});
