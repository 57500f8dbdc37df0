import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { sendCsv } from '../../platform/http/sent-csv.ts';
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
    const cells = rows.map(({ sku, locationId, rate }) => [
      sku ?? allCell,
      locationId === null ? allCell : (codes.get(locationId) ?? locationId),
      String(rate / 1000),
    ]);
    const name = `rate-table-${tableId}-${number}`;
    await sendCsv(reply, { name, columns: ['sku', 'location', 'points'], rows: cells });
  }
}
