import type { Books } from './audit.ts';
import type { Case, Variant } from './cases.ts';
import type { LoadResult } from './driver-messages.ts';
import { keysOf, type Path } from './paths-of-load.ts';

type Owner = 'http' | 'sql' | 'before';

const owners: Record<Variant, Owner | null> = {
  http: 'http',
  'http again': 'http',
  sql: 'sql',
  naive: null,
  before: 'before',
  'before again': 'before',
};

const nothing = (): { -readonly [Key in keyof Books]: number } => ({
  purchases: 0,
  redemptions: 0,
  coupons: 0,
  codes: 0,
  keys: 0,
});

const sells: ReadonlySet<Path> = new Set(['earn', 'checkout', 'sell']);
const usesCoupon: ReadonlySet<Path> = new Set(['checkout', 'sell', 'redeem code']);

/** The acknowledged results, for comparison with the stored ones. */
export class Tally {
  readonly refusals: string[] = [];
  readonly acknowledged = { http: nothing(), sql: nothing(), before: nothing() };

  add(path: Case['path'], variant: Variant, { done, refusals }: LoadResult): void {
    for (const [refusal, times] of Object.entries(refusals))
      this.refusals.push(`${path} by ${variant}: ${times} × ${refusal}`);
    const owner = owners[variant];
    if (owner === null) return;
    const books = this.acknowledged[owner];
    if (path === 'tpc-b' || path === 'one row') return;
    if (path === 'redeem') books.redemptions += done;
    if (usesCoupon.has(path)) books.coupons += done;
    if (path === 'redeem code') books.codes += done;
    if (sells.has(path)) books.purchases += done;
    books.keys += done * keysOf(path);
  }
}
