import type { FactColumns, Schema } from '@regulars/conditions';

const remains = (line: string): string => `(${line}.returned < ${line}.quantity or ${line}.quantity = 0)`;

const lines: Schema['lines'] = (purchase, line) =>
  `purchase_lines ${line} where ${line}.purchase_id = ${purchase}.id and ${remains(line)}`;

const purchases: Schema['purchases'] = (member, purchase) =>
  `purchases ${purchase} where ${purchase}.member_id = ${member}.id and exists (select from ${lines(purchase, 'kept')})`;

const ofMember = (member: string, expression: string, more = ''): string =>
  `(select ${expression} from ${purchases(member, 'p')} ${more})`;

const localTime = (purchase: string, zone: string): string =>
  `(${purchase}.purchased_at at time zone ${zone})`;

/** Where conditions find purchases: what was returned is as if it had never been bought. */
export const purchaseSchema = {
  lines,
  purchases,
  purchasedAt: (purchase) => `${purchase}.purchased_at`,
} satisfies Partial<Schema>;

/** What conditions ask of lines and purchases, over rows of `purchase_lines`, `purchases` and `members`. */
export const purchaseFactColumns = {
  'line.category': (row) => `${row}.category`,
  'line.brand': (row) => `${row}.brand`,
  'line.sku': (row) => `${row}.sku`,
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
  'purchase.payments': (row) =>
    `array(select payment ->> 'kind' from jsonb_array_elements(${row}.payments) payment)`,

  'moment.date': (row, { zone }) => `${localTime(row, zone)}::date`,
  'moment.weekday': (row, { zone }) =>
    `(array['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'])[extract(isodow from ${localTime(row, zone)})::int]`,
  'moment.time': (row, { zone }) => `${localTime(row, zone)}::time`,

  'member.purchases': (row) => ofMember(row, 'count(*)'),
  'member.visits': (row, { zone }) => ofMember(row, `count(distinct ${localTime('p', zone)}::date)`),
  'member.spend': (row, { currency }) => ({
    amount: ofMember(row, 'coalesce(sum(p.gross - p.returned_gross), 0)', `and p.currency = ${currency}`),
    currency,
  }),
  'member.first-purchase': (row, { zone }) =>
    ofMember(row, `(min(p.purchased_at) at time zone ${zone})::date`),
  'member.last-purchase': (row, { zone }) =>
    ofMember(row, `(max(p.purchased_at) at time zone ${zone})::date`),
  'member.home-location': (row) =>
    ofMember(
      row,
      'p.location_id::text',
      'group by p.location_id order by count(*) desc, max(p.purchased_at) desc, p.location_id limit 1',
    ),
} satisfies Partial<FactColumns>;
