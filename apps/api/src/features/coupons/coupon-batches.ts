import type { ReadStream } from 'node:fs';
import { Injectable } from '@nestjs/common';
import {
  codeErrorDays,
  type BodyOf,
  type CouponBatch,
  type listCouponBatchErrors,
  type listCouponBatches,
  type listCouponCodes,
  type makeCouponCodes,
  type QueryOf,
  type ReplyOf,
} from '@regulars/contracts';
import { dayMs } from '@regulars/loyalty';
import type { Actor } from '../../platform/actor.ts';
import { Clock, toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { page, readCursor } from '../../platform/http/cursor.ts';
import { highestId, lowestId } from '../../platform/http/lists.ts';
import { newId } from '../../platform/ids.ts';
import { BatchBooks } from './batch-books.ts';
import { BatchFiles } from './batch-files.ts';
import { fileAfterFetch, fileState, keptSince } from './batch-file-state.ts';
import { stateOfCode } from './code-revocations.ts';
import { CodeImportsRepository } from './code-imports.repository.ts';
import { CouponBatchesRepository, type BatchRow } from './coupon-batches.repository.ts';
import { UniqueCodesRepository } from './unique-codes.repository.ts';

const errorsMs = codeErrorDays * dayMs;

/** Codes for one use each, in batches: how far they are, their file, and what was used. */
@Injectable()
export class CouponBatches {
  constructor(
    private readonly books: BatchBooks,
    private readonly batches: CouponBatchesRepository,
    private readonly codes: UniqueCodesRepository,
    private readonly imports: CodeImportsRepository,
    private readonly files: BatchFiles,
    private readonly clock: Clock,
  ) {}

  /** Throws `not-found`, `code-key-missing`. */
  async make(
    actor: Actor,
    couponId: string,
    { count, prefix }: BodyOf<typeof makeCouponCodes>,
  ): Promise<CouponBatch> {
    const createdAt = this.clock.date();
    const batch = { couponId, prefix: prefix.toUpperCase(), total: count, createdAt };
    return this.find(await this.books.open(actor, { ...batch, id: newId(), kind: 'made' }));
  }

  /** The latest first. Throws `not-found`. */
  async list(
    couponId: string,
    { limit, cursor }: QueryOf<typeof listCouponBatches>,
  ): Promise<ReplyOf<typeof listCouponBatches>> {
    await this.books.assertCoupon(couponId);
    const [at = '9999-12-31T23:59:59Z', id = highestId] = readCursor(cursor, 'moment', 'id') ?? [];
    const rows = await this.batches.list(couponId, { at, id }, limit + 1);
    return page(
      rows,
      limit,
      (row) => this.#show(row),
      (row) => [toInstant(row.createdAt), row.id],
    );
  }

  /** How many codes for one use were made of these coupons; null for one without. */
  async issued(couponIds: readonly string[]): Promise<(couponId: string) => number | null> {
    const known = new Map((await this.batches.issued(couponIds)).map(({ id, codes }) => [id, codes]));
    return (couponId) => known.get(couponId) ?? null;
  }

  /** Throws `not-found`. */
  async listCodes(
    couponId: string,
    { limit, cursor }: QueryOf<typeof listCouponCodes>,
  ): Promise<ReplyOf<typeof listCouponCodes>> {
    await this.books.assertCoupon(couponId);
    const [batch = lowestId, id = lowestId] = readCursor(cursor, 'id', 'id') ?? [];
    const rows = await this.codes.list(couponId, { batch, id }, limit + 1);
    const now = this.clock.date();
    return page(
      rows,
      limit,
      ({ heldUntil, usedAt, expiresAt, ...code }) => ({
        ...code,
        state: stateOfCode({ heldUntil, usedAt, expiresAt }, now),
        usedAt: usedAt && toInstant(usedAt),
      }),
      (code) => [code.batchId, code.id],
    );
  }

  /** The lines of its file that were not taken. Throws `not-found`. */
  async listErrors(
    id: string,
    { limit, cursor }: QueryOf<typeof listCouponBatchErrors>,
  ): Promise<ReplyOf<typeof listCouponBatchErrors>> {
    await this.#found(id);
    const after = readCursor(cursor, 'number')?.[0] ?? 0;
    const rows = await this.imports.errors(id, after, limit + 1);
    return page(
      rows,
      limit,
      (row) => row,
      ({ line }) => [line],
    );
  }

  /** Throws `not-found`. */
  async find(id: string): Promise<CouponBatch> {
    return this.#show(await this.#found(id));
  }

  /**
   * Once, and once more within some minutes; `end` is told whether all of it was sent. Throws `not-found`, `export-not-ready`,
   * `codes-not-there`.
   */
  async fetch(
    actor: Actor,
    id: string,
  ): Promise<{ stream: ReadStream; bytes: number; end: (sent: boolean) => Promise<void> }> {
    const row = await this.#found(id);
    if (row.state === 'waiting' || row.state === 'running') throw new ClubError('export-not-ready');
    const after = fileAfterFetch(row, this.clock.date());
    if (!after) throw new ClubError('codes-not-there');
    // Someone else fetches it at the same time. The second time may be left for this call.
    if (!(await this.batches.mark(id, row, after))) return this.fetch(actor, id);
    const file = await this.files.read(id);
    if (!file) throw new ClubError('codes-not-there');
    await this.books.noteFetched(actor, id);
    const end = async (sent: boolean): Promise<void> => {
      if (!sent) await this.batches.mark(id, after, row);
      else if (row.fetchedAt) await this.files.remove(id);
    };
    return { ...file, end };
  }

  async #found(id: string): Promise<BatchRow> {
    const row = await this.batches.find(id);
    if (!row) throw new ClubError('not-found');
    return row;
  }

  #show({
    total,
    done,
    createdAt,
    codesEndAt,
    finishedAt,
    fileUntil,
    fetchedAt,
    ...row
  }: BatchRow): CouponBatch {
    const now = this.clock.date();
    return {
      ...row,
      progress: { done, total },
      createdAt: toInstant(createdAt),
      codesEndAt: codesEndAt && toInstant(codesEndAt),
      finishedAt: finishedAt && toInstant(finishedAt),
      restartable:
        row.kind === 'imported' &&
        row.state === 'failed' &&
        row.failure !== 'file' &&
        finishedAt !== null &&
        finishedAt > keptSince(now),
      errorsUntil:
        row.refused > 0 && finishedAt ? toInstant(new Date(finishedAt.getTime() + errorsMs)) : null,
      file: fileState({ fileUntil, fetchedAt }, now),
      fileUntil: fileUntil && toInstant(fileUntil),
    };
  }
}
