import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { Outbox, type ClubEvent } from '../../platform/events/outbox.ts';
import { WalletOwners } from '../../platform/http/wallet-owners.ts';
import type { CheckoutRow } from './checkout.ts';
import type { ReservingContext, ReservingSale } from './reserving.ts';
import { statement } from './statements.ts';

const columns = `id, version, state, expires_at as "expiresAt", location_id as "locationId", member_id as "memberId", cart, priced,
  purchase_id as "purchaseId", hold_id as "holdId"`;
const names = `id, version, state, "expiresAt", "locationId", "memberId", cart, priced, "purchaseId", "holdId"`;
/** Events are appended by the statement of their cause, for the rows that it changed. */
const told = (event: string, from: string): string =>
  `told as (insert into outbox (name, member_id, at, origin, data)
     select event.name, event.member_id, event.at, 'live', event.data
     from ${from}, jsonb_to_recordset(${event}::jsonb) as event(name text, member_id uuid, at timestamptz, data jsonb))`;
const insert = statement(
  'checkout-insert',
  `insert into checkouts (id, version, state, created_at, expires_at, location_id, member_id, cart, priced)
   values ($1, 1, 'open', $2, $3, $4, $5, $6, $7)
   returning ${columns}`,
);
const find = statement(
  'checkout-find',
  `select ${columns}
   from checkouts where id = $1`,
);
const reopen = statement(
  'checkout-reopen',
  `select id from checkouts where id = $1 and version = $2 and state in ('open', 'reserved') and expires_at > $3 for update`,
);
const replace = statement(
  'checkout-replace',
  `with replaced as (
     update checkouts set version = version + 1, state = 'open', hold_id = null, expires_at = $2, location_id = $3, member_id = $4, cart = $5, priced = $6
     where id = $1
     returning ${columns}, old.state as before),
   ${told('$7', `(select from replaced where before = 'reserved') held`)}
   select ${names} from replaced`,
);
const cancel = statement(
  'checkout-cancel',
  `with cancelled as (
     update checkouts set version = version + 1, state = 'cancelled' where id = $1 and state in ('open', 'reserved') and expires_at > $2
     returning ${columns}, old.state as before),
   ${told('$3', `(select from cancelled where before = 'reserved') held`)}
   select ${names} from cancelled`,
);
const reservingContext = statement('checkout-reserving', 'select reserving_context($1::jsonb) as context');
const redeemCode = statement('checkout-redeem-code', 'select redeem_code($1::jsonb)::text');
const reserve = statement(
  'checkout-reserve',
  `with held as (
     update checkouts set version = version + 1, state = 'reserved', expires_at = $2, hold_id = $3 where id = $1
     returning ${columns}),
   ${told('$4', 'held')}
   select ${names} from held`,
);
const extend = statement(
  'checkout-extend',
  `with held as (
     update checkouts set version = version + 1, expires_at = $3, hold_id = $4 where id = $1 and state = 'reserved' and expires_at > $2
     returning ${columns}),
   ${told('$5', 'held')}
   select ${names} from held`,
);
// One that a sale has locked may be completed by then.
const tellExpired = statement(
  'checkouts-tell-expired',
  `with expired as (
     update checkouts set expiry_told = true where id in (
       select id from checkouts where state = 'reserved' and not expiry_told and expires_at <= $1
       order by expires_at limit $2 for update skip locked)
     returning id, member_id, expires_at),
   told as (insert into outbox (name, member_id, at, origin, data)
     select 'checkout.expired', member_id, expires_at, 'live', jsonb_build_object('checkoutId', id) from expired)
   select count(*)::int as count from expired`,
);
const sweep = statement(
  'checkouts-sweep',
  `delete from checkouts where expires_at < case when state = 'completed' then $2::timestamptz else $1::timestamptz end`,
);

interface Held {
  readonly until: Date;
  readonly holdId: string | null;
}
type Content = Pick<CheckoutRow, 'expiresAt' | 'locationId' | 'memberId' | 'cart' | 'priced'>;

@Injectable()
export class CheckoutsRepository {
  constructor(
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    owners: WalletOwners,
  ) {
    owners.register('checkout', async (id) => (await this.find(id))?.memberId);
  }

  async insert(
    id: string,
    at: Date,
    { expiresAt, locationId, memberId, cart, priced }: Content,
  ): Promise<CheckoutRow> {
    const [row] = await this.transactions.query(insert, [
      id,
      at,
      expiresAt,
      locationId,
      memberId,
      JSON.stringify(cart),
      JSON.stringify(priced),
    ]);
    if (!row) throw new Error('insert returned no row');
    return row;
  }

  async find(id: string): Promise<CheckoutRow | undefined> {
    return (await this.transactions.query(find, [id]))[0];
  }

  /** Locks it, if it is not finished at this version. */
  async reopen(id: string, version: number, at: Date): Promise<boolean> {
    return (await this.transactions.query(reopen, [id, version, at])).length > 0;
  }

  /** Under its lock. `given`: what is told if it was reserved. */
  async replace(
    id: string,
    { expiresAt, locationId, memberId, cart, priced }: Content,
    given: ClubEvent,
  ): Promise<CheckoutRow | undefined> {
    const [row] = await this.transactions.query(replace, [
      id,
      expiresAt,
      locationId,
      memberId,
      JSON.stringify(cart),
      JSON.stringify(priced),
      this.#told(given),
    ]);
    return row;
  }

  /** Locks the wallet, the checkout and its coupons, and tells them as a sale sees them. */
  async reservingContext(sale: ReservingSale): Promise<ReservingContext> {
    const [row] = await this.transactions.query(reservingContext, [JSON.stringify({ index: 0, ...sale })]);
    if (!row) throw new Error('reserving_context returned no row');
    return row.context;
  }

  /** What a till redeems without a checkout, with the commit of its transaction. */
  async redeemCode(document: object): Promise<void> {
    await this.transactions.parting(redeemCode, [JSON.stringify(document)]);
  }

  /** Under its lock. */
  async reserve(id: string, { until, holdId }: Held, happened: ClubEvent): Promise<CheckoutRow> {
    const [row] = await this.transactions.query(reserve, [id, until, holdId, this.#told(happened)]);
    if (!row) throw new Error('no such checkout');
    return row;
  }

  /** Undefined if it is no longer reserved. */
  async extend(
    id: string,
    at: Date,
    { until, holdId }: Held,
    happened: ClubEvent,
  ): Promise<CheckoutRow | undefined> {
    const values = [id, at, until, holdId, this.#told(happened)] as const;
    return (await this.transactions.query(extend, values))[0];
  }

  /** Undefined if it is finished. `given`: what is told if it was reserved. */
  async cancel(id: string, at: Date, given: ClubEvent): Promise<CheckoutRow | undefined> {
    return (await this.transactions.query(cancel, [id, at, this.#told(given)]))[0];
  }

  /** Tells of reserved ones that expired before this moment. Returns of how many, at most `most`. */
  async tellExpired(before: Date, most: number): Promise<number> {
    const [row] = await this.transactions.query(tellExpired, [before, most]);
    this.outbox.wakeRelay();
    return row?.count ?? 0;
  }

  #told(happened: ClubEvent): string {
    this.outbox.wakeRelay();
    return JSON.stringify(this.outbox.rows([happened]));
  }

  /** Removes those that expired before these moments: without a purchase, and with one. */
  async sweep(left: Date, completed: Date): Promise<void> {
    await this.transactions.query(sweep, [left, completed]);
  }
}
