import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { stringify } from 'csv-stringify';
import type { FastifyReply } from 'fastify';
import { takeOver } from '../../platform/http/taken-over.ts';
import { Locations } from '../club/index.ts';
import { allCell } from './rate-file.ts';
import { RateVersionsRepository } from './rate-versions.repository.ts';
import { RateVersions } from './rate-versions.ts';

/** The rates of a version as a file, which `readRateFile` reads. */
@Injectable()
export class SentRateFile {
  constructor(
    private readonly told: RateVersions,
    private readonly versions: RateVersionsRepository,
    private readonly locations: Locations,
  ) {}

  /** Throws `not-found`. */
  async send(tableId: string, number: number, reply: FastifyReply): Promise<void> {
    const { id } = await this.told.find(tableId, number);
    const codes = new Map((await this.locations.all()).map((location) => [location.id, location.code]));
    const rows = await this.versions.rowsOf(id);
    const response = takeOver(reply, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="rate-table-${tableId}-${number}.csv"`,
      'cache-control': 'no-store',
    });
    const csv = stringify({
      header: true,
      columns: ['sku', 'location', 'points'],
      escape_formulas: true,
      bom: true,
    });
    const cells = rows.map(({ sku, locationId, rate }) => [
      sku ?? allCell,
      locationId === null ? allCell : (codes.get(locationId) ?? locationId),
      String(rate / 1000),
    ]);
    await pipeline(Readable.from(cells), csv, response).catch(() => response.destroy());
  }
}
