import { Injectable } from '@nestjs/common';
import type {
  listProductTests,
  listTestApplications,
  listTestOpinions,
  ProductTest,
  QueryOf,
  TestApplication,
  TestOpinion,
} from '@regulars/contracts';
import { Clock, toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { page, readCursor, type Page } from '../../platform/http/cursor.ts';
import { Communities } from '../communities/index.ts';
import {
  ApplicationsRepository,
  type ListedApplication,
  type ListedOpinion,
} from './applications.repository.ts';
import { showTest } from './product-test.ts';
import { ProductTestsRepository } from './product-tests.repository.ts';

/** Product tests, who applied, and what testers wrote, for managers. */
@Injectable()
export class TestLists {
  constructor(
    private readonly communities: Communities,
    private readonly stored: ProductTestsRepository,
    private readonly line: ApplicationsRepository,
    private readonly clock: Clock,
  ) {}

  /** The newest first. Throws `not-found`. */
  async tests(communityId: string, query: QueryOf<typeof listProductTests>): Promise<Page<ProductTest>> {
    await this.communities.known(communityId);
    const after = readCursor(query.cursor, 'moment', 'id');
    const rows = await this.stored.list(communityId, after, query.limit + 1);
    const now = this.clock.now();
    return page(
      rows,
      query.limit,
      (row) => showTest(row, now),
      ({ createdAt, id }) => [toInstant(createdAt), id],
    );
  }

  /** In the order in which samples are given. Throws `not-found`. */
  async applications(
    id: string,
    { cursor, limit, state }: QueryOf<typeof listTestApplications>,
  ): Promise<Page<TestApplication>> {
    await this.#assertKnown(id);
    const after = readCursor(cursor, 'number', 'id');
    const filter = { state: state ?? null, at: this.clock.date() };
    const rows = await this.line.list(id, filter, after, limit + 1);
    return page(rows, limit, showApplication, ({ id: last, place, turn }) => [place ?? turn, last]);
  }

  /** All of them, whatever they say; without those that are deleted. Throws `not-found`. */
  async opinions(
    id: string,
    { cursor, limit }: QueryOf<typeof listTestOpinions>,
  ): Promise<Page<TestOpinion>> {
    await this.#assertKnown(id);
    const rows = await this.line.opinions(id, readCursor(cursor, 'moment', 'id'), limit + 1);
    return page(rows, limit, showOpinion, (row) => [toInstant(row.createdAt), row.id]);
  }

  async #assertKnown(id: string): Promise<void> {
    if (!(await this.stored.find(id))) throw new ClubError('not-found');
  }
}

const showApplication = (row: ListedApplication): TestApplication => ({
  id: row.id,
  member: { id: row.memberId, displayName: row.memberName ?? '', nickname: row.nickname },
  state: row.state,
  why: row.why,
  place: row.place,
  voucher: row.voucher,
  hasWritten: row.hasWritten ?? false,
  appliedAt: toInstant(row.appliedAt),
});

const showOpinion = (row: ListedOpinion): TestOpinion => ({
  commentId: row.id,
  member:
    row.memberId === null
      ? null
      : { id: row.memberId, displayName: row.memberName ?? '', nickname: row.nickname },
  receivedFree: true,
  rating: row.rating,
  text: row.text,
  state: row.state,
  createdAt: toInstant(row.createdAt),
});
