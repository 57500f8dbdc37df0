import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { stringify } from 'csv-stringify';
import type { FastifyReply } from 'fastify';
import { ClubError } from '../../platform/club-error.ts';
import { takeOver } from '../../platform/http/taken-over.ts';
import { ProductSetsRepository } from './product-sets.repository.ts';

const atOnce = 5000;

/** The article numbers of a set as a file, which `readSkuFile` reads. */
@Injectable()
export class SentSkuFile {
  constructor(private readonly sets: ProductSetsRepository) {}

  /** Throws `not-found`. */
  async send(id: string, reply: FastifyReply): Promise<void> {
    if (!(await this.sets.find(id))) throw new ClubError('not-found');
    const response = takeOver(reply, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="product-set-${id}.csv"`,
      'cache-control': 'no-store',
    });
    const csv = stringify({ header: true, columns: ['sku'], escape_formulas: true, bom: true });
    await pipeline(Readable.from(this.#rows(id)), csv, response).catch(() => response.destroy());
  }

  async *#rows(id: string): AsyncGenerator<string[]> {
    let after: string | null = null;
    for (;;) {
      const rows = await this.sets.skus(id, null, after, atOnce);
      for (const { sku } of rows) yield [sku];
      const last = rows.at(-1);
      if (rows.length < atOnce || !last) return;
      after = last.sku;
    }
  }
}
