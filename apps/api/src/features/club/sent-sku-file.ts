import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ClubError } from '../../platform/club-error.ts';
import { sendCsv } from '../../platform/http/sent-csv.ts';
import { ProductSetsRepository } from './product-sets.repository.ts';

const atOnce = 5000;

/** The article numbers of a set as a file, which `readSkuFile` reads. */
@Injectable()
export class SentSkuFile {
  constructor(private readonly sets: ProductSetsRepository) {}

  /** Throws `not-found`. */
  async send(id: string, reply: FastifyReply): Promise<void> {
    if (!(await this.sets.find(id))) throw new ClubError('not-found');
    await sendCsv(reply, { name: `product-set-${id}`, columns: ['sku'], rows: this.#rows(id) });
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
