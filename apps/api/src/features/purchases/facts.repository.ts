import type { FactColumns, Schema } from '@regulars/conditions';
import { spent, whollyReturned } from './fact-source.ts';

export const remains = (line: string): string =>
  `(${line}.returned < ${line}.quantity or ${line}.quantity = 0)`;

const lines: Schema['lines'] = (purchase, line) =>
  `purchase_lines ${line} where ${line}.purchase_id = ${purchase}.id and ${remains(line)}`;

/** After `from`: purchases of a member (given by an expression of the id) that were not fully returned. */
const purchasesOf = (memberId: string, purchase: string): string =>
  `purchases ${purchase} where ${purchase}.member_id = ${memberId} and not ${whollyReturned(purchase)}`;

const localTime = (purchase: string, zone: string): string =>
  `(${purchase}.purchased_at at time zone ${zone})`;

/** Where conditions find purchases. Returned goods count as never bought. */
export const purchaseSchema = {
  lines,
  purchases: (member, purchase) => purchasesOf(`${member}.id`, purchase),
  allPurchases: (purchase) => `purchases ${purchase} where not ${whollyReturned(purchase)}`,
  buyer: (purchase) => `${purchase}.member_id`,
  purchasedAt: (purchase) => `${purchase}.purchased_at`,
} satisfies Partial<Schema>;

/** After `from`: the same purchases of all members, as something that happened. */
export const bought = (
  row: string,
): string => `(select p.member_id, p.purchased_at as at, null::text as subject
  from purchases p where p.member_id is not null and not ${whollyReturned('p')}) ${row} where true`;

/** A purchase as loyalty's `KeptPurchase` with its `memberId`, for conditions in memory. */
export const keptPurchase = (purchase: string): string => `json_build_object(
  'id', ${purchase}.id, 'memberId', ${purchase}.member_id, 'currency', ${purchase}.currency, 'locationId', ${purchase}.location_id,
  'channel', ${purchase}.channel, 'purchasedAt', (date_part('epoch', ${purchase}.purchased_at) * 1000)::bigint, 'payments', ${purchase}.payments, 'codes', ${purchase}.codes,
  'spent', ${spent(purchase)}, 'lines', (
    select json_agg(json_build_object('kind', kept.kind, 'sku', kept.sku, 'category', kept.category, 'brand', kept.brand,
      'sets', kept.product_sets, 'quantity', ((kept.quantity - kept.returned) * 1000)::bigint, 'gross', kept.amount - kept.returned_amount,
      'discount', kept.discount) order by kept.line)
    from ${lines(purchase, 'kept')}))`;

/** Facts of lines and purchases for conditions, over rows of `purchase_lines` and `purchases`. */
export const purchaseFactColumns = {
  'line.category': (row) => `${row}.category`,
  'line.brand': (row) => `${row}.brand`,
  'line.sku': (row) => `${row}.sku`,
  'line.product-sets': (row) => `coalesce(${row}.product_sets, '{}')`,
  'line.kind': (row) => `${row}.kind`,
  'line.quantity': (row) => `(${row}.quantity - ${row}.returned)`,
  'line.amount': (row) => ({
    amount: `(${row}.amount - ${row}.returned_amount)`,
    currency: `(select p.currency::text from purchases p where p.id = ${row}.purchase_id)`,
  }),
  'line.discounted': (row) => `(${row}.discount > 0)`,

  'purchase.total': (row) => ({
    amount: `(${row}.gross - ${row}.returned_gross)`,
    currency: `${row}.currency::text`,
  }),
  'purchase.currency': (row) => `${row}.currency::text`,
  'purchase.location': (row) => `${row}.location_id::text`,
  'purchase.channel': (row) => `${row}.channel`,
  'purchase.payments': (row) =>
    `array(select payment ->> 'kind' from jsonb_array_elements(${row}.payments) payment)`,
  'purchase.codes': (row) => `coalesce(${row}.codes, '{}')`,

  'moment.date': (row, { zone }) => `${localTime(row, zone)}::date`,
  'moment.weekday': (row, { zone }) =>
    `(array['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'])[extract(isodow from ${localTime(row, zone)})::int]`,
  'moment.business-weekday': (row, { zone }) =>
    `(array['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'])[extract(isodow from ${localTime(row, zone)} - interval '5 hours')::int]`,
  'moment.time': (row, { zone }) => `${localTime(row, zone)}::time`,
} satisfies Partial<FactColumns>;
