import { Injectable } from '@nestjs/common';
import type {
  listBulkRefusals,
  listBulkResults,
  listMemberBulks,
  MemberBulk,
  QueryOf,
  ReplyOf,
  Texts,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { page, readCursor } from '../../platform/http/cursor.ts';
import { lowestId } from '../../platform/http/lists.ts';
import { sqlOrderOf, sqlPage } from '../../platform/http/sql-order.ts';
import { Names, type Name } from '../../platform/names.ts';
import { MemberList } from '../members/index.ts';
import { bulkOrders, BulksRepository, type CountedBulk } from './bulks.repository.ts';
import { seenBy } from './seen-by.ts';
import { showBulk } from './show-bulk.ts';

/** Shows bulk changes: to managers of the whole club all of them, to others their own. */
@Injectable()
export class BulkBooks {
  constructor(
    private readonly bulks: BulksRepository,
    private readonly members: MemberList,
    private readonly names: Names,
  ) {}

  async list(actor: Actor, query: QueryOf<typeof listMemberBulks>): Promise<ReplyOf<typeof listMemberBulks>> {
    const { kind = null, state = null, limit } = query;
    const filter = { asker: seenBy(actor), kind, state };
    const order = sqlOrderOf(query, { sort: 'created', order: 'desc' }, bulkOrders);
    const usual = ({ created_at, id }: CountedBulk) => [toInstant(created_at), id];
    const rows = order
      ? await this.bulks.sorted(filter, order, limit + 1)
      : await this.bulks.list(filter, readBefore(query.cursor), limit + 1);
    const nameOf = await this.#namesOf(rows);
    return sqlPage(rows, { limit, order, idOf: ({ id }) => id, usual }, (row) => showBulk(row, nameOf(row)));
  }

  /** Throws `not-found`. */
  async byId(actor: Actor, id: string): Promise<MemberBulk> {
    const row = await this.#find(actor, id);
    return showBulk(row, (await this.#namesOf([row]))(row));
  }

  /** Throws `not-found`. */
  async refusals(
    actor: Actor,
    id: string,
    { limit, cursor }: QueryOf<typeof listBulkRefusals>,
  ): Promise<ReplyOf<typeof listBulkRefusals>> {
    await this.#find(actor, id);
    const after = readCursor(cursor, 'id')?.[0] ?? lowestId;
    const rows = await this.bulks.refusals(id, after, limit + 1);
    const names = await this.members.byIds(rows.map((row) => row.member_id));
    return page(
      rows,
      limit,
      ({ member_id: memberId, problem }) => ({
        memberId,
        displayName: names.get(memberId)?.displayName ?? '',
        code: problem ?? 'unexpected',
      }),
      ({ member_id: memberId }) => [memberId],
    );
  }

  /** What became of each member. Throws `not-found`. */
  async results(
    actor: Actor,
    id: string,
    { limit, cursor, state }: QueryOf<typeof listBulkResults>,
  ): Promise<ReplyOf<typeof listBulkResults>> {
    await this.#find(actor, id);
    const after = readCursor(cursor, 'id')?.[0] ?? lowestId;
    const rows = await this.bulks.results(id, after, state ?? null, limit + 1);
    const names = await this.members.byIds(rows.map((row) => row.member_id));
    return page(
      rows,
      limit,
      ({ member_id: memberId, state: became, problem, missing }) => ({
        memberId,
        displayName: names.get(memberId)?.displayName ?? '',
        state: became,
        code: problem,
        missing,
      }),
      ({ member_id: memberId }) => [memberId],
    );
  }

  /** The names of the coupons and rewards that they give, as far as they still exist. */
  async #namesOf(rows: readonly CountedBulk[]): Promise<(row: CountedBulk) => Texts> {
    const known = new Map<string, Name>();
    for (const kind of ['coupon', 'reward'] as const) {
      const ids = rows.flatMap((row) => (row.kind === kind && row.gives !== null ? [row.gives] : []));
      for (const [id, name] of await this.names.of(kind, ids)) known.set(id, name);
    }
    return ({ gives }) => {
      const name = gives === null ? undefined : known.get(gives);
      return typeof name === 'object' ? name : {};
    };
  }

  async #find(actor: Actor, id: string): Promise<CountedBulk> {
    const row = await this.bulks.findOwn(id, seenBy(actor));
    if (!row) throw new ClubError('not-found');
    return row;
  }
}

const readBefore = (cursor: string | undefined): { at: string; id: string } | null => {
  const values = readCursor(cursor, 'moment', 'id');
  return values && { at: values[0], id: values[1] };
};
