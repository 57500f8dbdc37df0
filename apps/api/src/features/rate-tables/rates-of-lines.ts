import { Injectable } from '@nestjs/common';
import {
  RateSheet,
  versionAt,
  withRatesNow,
  type EarningPurchase,
  type Instant,
  type RatesOfSku,
} from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { ClubChanges, Remembered } from '../club/index.ts';
import { RateTablesRepository } from './rate-tables.repository.ts';
import { RateVersionsRepository } from './rate-versions.repository.ts';
import { beginOf } from './records.ts';

interface KnownVersion {
  readonly id: string;
  readonly number: number;
  readonly validFrom: Instant;
}

interface KnownTable {
  readonly id: string;
  readonly currency: string;
  readonly versions: readonly KnownVersion[];
}

interface Sheet {
  readonly table: KnownTable;
  readonly rows: RateSheet;
}

/** Which rates articles have at some moment. */
export type RatesAt = (at: Instant) => RatesOfSku;

const noRates: RatesOfSku = () => null;
/** Versions in memory that are not in force now: late receipts and imports ask for old ones. */
const mostOld = 8;

/** The rates of articles in all tables, from memory. A version is loaded once, because it never changes. */
@Injectable()
export class RatesOfLines {
  readonly #tables: Remembered<readonly KnownTable[]>;
  /** By the id of the version; the one that was asked last comes last. */
  readonly #sheets = new Map<string, RateSheet>();

  constructor(
    private readonly tables: RateTablesRepository,
    private readonly versions: RateVersionsRepository,
    transactions: Transactions,
    private readonly clock: Clock,
    changes: ClubChanges,
  ) {
    this.#tables = new Remembered(transactions, () => this.#load());
    changes.onChange(() => this.#tables.forget());
  }

  /** Asks nothing if there are no tables. Moments that are not among these have no rates. */
  async at(moments: readonly Instant[]): Promise<RatesAt> {
    const tables = await this.#tables.get();
    if (tables.length === 0) return () => noRates;
    const sheets = new Map<string, Sheet>();
    for (const at of moments)
      for (const table of tables) {
        const version = versionAt(table.versions, at);
        if (version && !sheets.has(version.id))
          sheets.set(version.id, { table, rows: await this.#sheet(version.id) });
      }
    this.#keepFew(tables);
    return (at) =>
      ratesIn(tables.flatMap((table) => sheets.get(versionAt(table.versions, at)?.id ?? '') ?? []));
  }

  /** Past purchases with the rates of the table that a draft names as they are now: a new table is in none of them. */
  async asNow(table: string | null): Promise<(purchase: EarningPurchase) => EarningPurchase> {
    if (table === null) return (purchase) => purchase;
    const now = this.clock.now();
    const ratesOf = (await this.at([now]))(now);
    return (purchase) => withRatesNow(purchase, table, ratesOf);
  }

  async #load(): Promise<readonly KnownTable[]> {
    const tables = await this.tables.all();
    if (tables.length === 0) return [];
    const versions = Map.groupBy(await this.versions.all(), ({ tableId }) => tableId);
    return tables.map(({ id, currency }) => ({
      id,
      currency,
      versions: (versions.get(id) ?? []).map((version) => ({
        id: version.id,
        number: version.number,
        validFrom: beginOf(version),
      })),
    }));
  }

  /** Nobody waits for the load of another, which may wait for a connection that this caller holds. */
  async #sheet(id: string): Promise<RateSheet> {
    const sheet = this.#sheets.get(id) ?? new RateSheet(await this.versions.rowsOf(id));
    this.#sheets.delete(id);
    this.#sheets.set(id, sheet);
    return sheet;
  }

  #keepFew(tables: readonly KnownTable[]): void {
    const now = this.clock.now();
    const live = new Set(tables.map(({ versions }) => versionAt(versions, now)?.id));
    const old = [...this.#sheets.keys()].filter((id) => !live.has(id));
    for (const id of old.slice(0, Math.max(0, old.length - mostOld))) this.#sheets.delete(id);
  }
}

const ratesIn =
  (sheets: readonly Sheet[]): RatesOfSku =>
  (sku, { locationId, currency }) => {
    const rates: Record<string, number> = {};
    let hasAny = false;
    for (const { table, rows } of sheets) {
      const rate = table.currency === currency ? rows.rateOf(sku, locationId) : null;
      if (rate === null) continue;
      rates[table.id] = rate;
      hasAny = true;
    }
    return hasAny ? rates : null;
  };
