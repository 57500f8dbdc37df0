import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { localDateOf } from '@regulars/loyalty';
import { Transactions } from '../../platform/database/transactions.ts';
import { unanswered } from './file-problems.ts';
import type { ImportRecord } from './import.ts';
import { statement } from './statements.ts';

const keep = statement('import-fingerprint-keep', 'update imports set fingerprint = $2 where id = $1');
const before = statement(
  'import-fingerprint-before',
  `select file_name, created_at from imports
   where fingerprint = $1 and id <> $2 and not dry_run and state in ('waiting', 'running', 'done', 'cancelled', 'failed')
   order by created_at desc limit 1`,
);

/** A file that hashes what is read of it. */
export class HashedFile {
  readonly #hash = createHash('sha256');
  readonly stream: Readable;

  constructor(file: Readable) {
    const hash = this.#hash;
    const chunks = async function* (): AsyncGenerator<Buffer> {
      for await (const chunk of file as AsyncIterable<Buffer>) {
        hash.update(chunk);
        yield chunk;
      }
    };
    this.stream = Readable.from(chunks(), { objectMode: false });
  }

  /** After the end of the stream. */
  fingerprint(): string {
    return this.#hash.digest('base64url');
  }
}

/** Files of postings that came before: a second import would book everything twice. */
@Injectable()
export class RepeatedFiles {
  constructor(private readonly transactions: Transactions) {}

  /** Throws `invalid-request` with the question if nobody has answered it. */
  async assertMeant(
    { id, settings }: Pick<ImportRecord, 'id' | 'settings'>,
    fingerprint: string,
    zone: string,
  ): Promise<void> {
    const [first] = settings.options.again ? [] : await this.transactions.query(before, [fingerprint, id]);
    if (first) {
      const day = localDateOf(first.created_at.getTime(), zone).toString();
      throw unanswered('again', 'file-imported-before', { file: first.file_name, day });
    }
    await this.transactions.query(keep, [id, fingerprint]);
  }
}
