import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { addRateVersion, listRates, QueryOf, ReplyOf } from '@regulars/contracts';
import { instantOf, RateSheet, versionAt, type Instant } from '@regulars/loyalty';
import type { Actor } from '../../platform/actor.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { page, readCursor } from '../../platform/http/cursor.ts';
import { newId } from '../../platform/ids.ts';
import { ArticlesOfRates } from './articles-of-rates.ts';
import { readRateFile } from './rate-file.ts';
import { RateVersionsRepository } from './rate-versions.repository.ts';
import { RateVersions } from './rate-versions.ts';
import { beginOf, type RateVersionRecord } from './records.ts';
import { TableTrail } from './table-trail.ts';

type Added = ReplyOf<typeof addRateVersion>;

/** The rows of the versions: they come from files and never change. */
@Injectable()
export class RateSheets {
  constructor(
    private readonly told: RateVersions,
    private readonly versions: RateVersionsRepository,
    private readonly articles: ArticlesOfRates,
    private readonly trail: TableTrail,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** All or nothing. Throws `not-found`, and the refusals of `readRateFile`. */
  async add(actor: Actor, tableId: string, file: Readable, validFrom: string | undefined): Promise<Added> {
    if (!(await this.versions.hasTable(tableId))) throw new ClubError('not-found');
    const from = this.#begin(validFrom);
    const rows = await readRateFile(file, await this.articles.locationIds());
    const sheet = new RateSheet(rows);
    const number = await this.transactions.run(async () => {
      await this.versions.lockTable(tableId);
      const all = await this.versions.ofTable(tableId);
      const before = await this.#sheetAt(all, from);
      const version = {
        id: newId(),
        tableId,
        number: Math.max(0, ...all.map((each) => each.number)) + 1,
        // As with rules: the first one counts for late receipts too.
        validFrom: all.length === 0 && validFrom === undefined ? null : new Date(from),
        createdAt: this.clock.date(),
        rates: rows.length,
        ...sheet.since(before),
      };
      await this.versions.insert(version, rows);
      await this.trail.added(actor, version);
      return version.number;
    });
    const { latest } = await this.told.of(tableId);
    const added = latest.find((version) => version.number === number);
    if (!added) throw new ClubError('not-found');
    return { ...added, unknown: await this.articles.countUnknown(rows.flatMap(({ sku }) => sku ?? [])) };
  }

  /** Throws `not-found`. */
  async rates(
    tableId: string,
    number: number,
    { query, cursor, limit }: QueryOf<typeof listRates>,
  ): Promise<ReplyOf<typeof listRates>> {
    const { id } = await this.told.find(tableId, number);
    const after = readCursor(cursor, 'number')?.[0] ?? 0;
    const rows = await this.versions.page(id, query || null, after, limit + 1);
    const { nameOf, codeOf } = await this.articles.words(rows.map(({ sku }) => sku).filter(Boolean));
    return page(
      rows,
      limit,
      ({ sku, location, rate }) => ({
        sku: sku || null,
        product: nameOf(sku),
        location: location === '' ? null : codeOf(location),
        points: rate / 1000,
      }),
      ({ position }) => [position],
    );
  }

  #begin(validFrom: string | undefined): Instant {
    const now = this.clock.now();
    if (validFrom === undefined) return now;
    const from = instantOf(validFrom);
    if (from < now) throw ClubError.field('invalid-request', '/query/validFrom', 'is in the past');
    return from;
  }

  async #sheetAt(versions: readonly RateVersionRecord[], at: Instant): Promise<RateSheet | null> {
    const dated = versions.map((version) => ({ ...version, validFrom: beginOf(version) }));
    const before = versionAt(dated, at);
    return before && new RateSheet(await this.versions.rowsOf(before.id));
  }
}
