import type { Import, ImportKind, ImportOptions, ImportState } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';

export const kindNames: Record<ImportKind, () => string> = {
  members: m.imports_kind_members,
  products: m.imports_kind_products,
  purchases: m.imports_kind_purchases,
  balances: m.imports_kind_balances,
};

export const stateNames: Record<ImportState, () => string> = {
  waiting: m.imports_state_waiting,
  running: m.imports_state_running,
  checked: m.imports_state_checked,
  done: m.imports_state_done,
  cancelled: m.imports_state_cancelled,
  failed: m.imports_state_failed,
  undoing: m.imports_state_undoing,
  undone: m.imports_state_undone,
};

export const stateTones: Record<ImportState, 'neutral' | 'accent' | 'good' | 'warn' | 'bad'> = {
  waiting: 'neutral',
  running: 'accent',
  checked: 'warn',
  done: 'good',
  cancelled: 'warn',
  failed: 'bad',
  undoing: 'accent',
  undone: 'neutral',
};

type Encoding = NonNullable<ImportOptions['encoding']>;

export const encodingNames: Record<Encoding, () => string> = {
  'utf-8': () => m.imports_encoding_unicode({ name: 'UTF-8' }),
  'utf-16le': () => m.imports_encoding_unicode({ name: 'UTF-16 LE' }),
  'utf-16be': () => m.imports_encoding_unicode({ name: 'UTF-16 BE' }),
  'windows-1252': () => m.imports_encoding_west({ name: 'Windows-1252' }),
  'windows-1250': () => m.imports_encoding_central({ name: 'Windows-1250' }),
  'iso-8859-2': () => m.imports_encoding_central({ name: 'ISO 8859-2' }),
  cp850: () => m.imports_encoding_west({ name: 'DOS 850' }),
  cp852: () => m.imports_encoding_central({ name: 'DOS 852' }),
  'mac-ce': () => m.imports_encoding_central({ name: 'Mac CE' }),
};

/** It changes on its own. */
export const isMoving = (state: ImportState): boolean => ['waiting', 'running', 'undoing'].includes(state);

/** Whether it can be, is being or was undone; a dash if there is nothing to undo. */
export const undoText = ({ state, dryRun, counts }: Pick<Import, 'state' | 'dryRun' | 'counts'>): string => {
  if (state === 'undone')
    return counts.kept > 0 ? m.imports_undo_kept({ count: counts.kept }) : m.imports_undo_done();
  if (state === 'undoing') return m.imports_undo_moving();
  return !dryRun && ['done', 'cancelled', 'failed'].includes(state) ? m.imports_undo_possible() : '–';
};

const fieldNames: Record<string, () => string> = {
  externalId: m.imports_field_externalId,
  card: m.imports_field_card,
  email: m.imports_field_email,
  phone: m.imports_field_phone,
  secondPhone: m.people_second_phone,
  address: m.people_address,
  street: m.people_street,
  postcode: m.people_postcode,
  city: m.people_city,
  region: m.people_region,
  country: m.people_country,
  company: m.people_company,
  note: m.people_note,
  tags: m.people_tags,
  firstName: m.imports_field_firstName,
  lastName: m.imports_field_lastName,
  fullName: m.imports_field_fullName,
  sharedEmail: m.imports_field_sharedEmail,
  language: m.imports_field_language,
  birthday: m.imports_field_birthday,
  joinedAt: m.imports_field_joinedAt,
  joinedLocation: m.imports_field_joinedLocation,
  newsletter: m.imports_field_newsletter,
  consentAt: m.imports_field_consentAt,
  consentSource: m.imports_field_consentSource,
  consentText: m.imports_field_consentText,
  sku: m.imports_field_sku,
  name: m.imports_field_name,
  nameDe: m.imports_field_nameDe,
  nameEn: m.imports_field_nameEn,
  nameCs: m.imports_field_nameCs,
  category: m.imports_field_category,
  brand: m.imports_field_brand,
  kind: m.imports_field_kind,
  price: m.imports_field_price,
  taxRate: m.imports_field_taxRate,
  barcodes: m.imports_field_barcodes,
  priceBound: m.imports_field_priceBound,
  receipt: m.imports_field_receipt,
  location: m.imports_field_location,
  purchasedAt: m.imports_field_purchasedAt,
  quantity: m.imports_field_quantity,
  amount: m.imports_field_amount,
  unitPrice: m.imports_field_unitPrice,
  discount: m.imports_field_discount,
  currency: m.imports_field_currency,
  till: m.imports_field_till,
  status: m.importlines_field_status,
  returnOf: m.importlines_field_return_of,
  returnedQuantity: m.importlines_field_returned_quantity,
  prices: m.importlines_field_prices,
  points: m.imports_field_points,
  pointsExpire: m.imports_field_pointsExpire,
  statusPoints: m.imports_field_statusPoints,
  tier: m.imports_field_tier,
  reason: m.imports_field_reason,
};

/** Attributes and unnamed fields keep their own name. */
export const fieldName = (field: string): string =>
  fieldNames[field]?.() ?? field.replace(/^attributes\./, '');
