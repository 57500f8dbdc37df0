import type { Instant } from '../clock.ts';
import type { EarningPurchase, LineRates } from './purchase.ts';

/** How many points goods give, in thousandths of a point per whole unit of money. */
export interface RateRow {
  /** Null: all articles. */
  readonly sku: string | null;
  /** Null: everywhere. */
  readonly locationId: string | null;
  readonly rate: number;
}

/** Where and in which currency something is sold. */
export type SoldWhere = Pick<EarningPurchase, 'locationId' | 'currency'>;

/** The rates of an article in all tables; null if no table has one. */
export type RatesOfSku = (sku: string | null, sold: SoldWhere) => LineRates | null;

const keyOf = (sku: string | null, locationId: string | null): string => `${sku ?? ''}\n${locationId ?? ''}`;

/** The rows of one version of a rate table. */
export class RateSheet {
  readonly #rates: ReadonlyMap<string, number>;

  constructor(rows: Iterable<RateRow>) {
    const rates = new Map<string, number>();
    for (const { sku, locationId, rate } of rows) rates.set(keyOf(sku, locationId), rate);
    this.#rates = rates;
  }

  /** The nearest row counts: of the article at the location, of the article, of the location, then of everything. */
  rateOf(sku: string | null, locationId: string): number | null {
    const ofSku = sku === null ? undefined : (this.#at(sku, locationId) ?? this.#at(sku, null));
    return ofSku ?? this.#at(null, locationId) ?? this.#at(null, null) ?? null;
  }

  /** What changed since another version, in rows. */
  since(before: RateSheet | null): { added: number; removed: number; changed: number } {
    const old = before ? before.#rates : new Map<string, number>();
    let [added, changed] = [0, 0];
    for (const [key, rate] of this.#rates) {
      const then = old.get(key);
      if (then === undefined) added += 1;
      else if (then !== rate) changed += 1;
    }
    return { added, removed: old.size - (this.#rates.size - added), changed };
  }

  #at(sku: string | null, locationId: string | null): number | undefined {
    return this.#rates.get(keyOf(sku, locationId));
  }
}

export interface DatedVersion {
  readonly number: number;
  readonly validFrom: Instant;
}

/** The version that began last. Of two that begin at the same moment, the later one. */
export function versionAt<Version extends DatedVersion>(
  versions: readonly Version[],
  at: Instant,
): Version | null {
  let found: Version | null = null;
  for (const version of versions) {
    if (version.validFrom > at) continue;
    if (!found || beginsAfter(version, found)) found = version;
  }
  return found;
}

const beginsAfter = (one: DatedVersion, other: DatedVersion): boolean =>
  one.validFrom > other.validFrom || (one.validFrom === other.validFrom && one.number > other.number);

/**
 * A past purchase with the rates of one table as they are now: for a draft that names it, because the table may be
 * younger than the purchase. All other tables stay as they were.
 */
export function withRatesNow(
  purchase: EarningPurchase,
  table: string | null,
  ratesOf: RatesOfSku,
): EarningPurchase {
  if (table === null) return purchase;
  const lines = purchase.lines.map((line) => {
    const { [table]: _, ...others } = line.rates ?? {};
    const now = ratesOf(line.sku ?? null, purchase)?.[table];
    return { ...line, rates: now === undefined ? others : { ...others, [table]: now } };
  });
  return { ...purchase, lines };
}
