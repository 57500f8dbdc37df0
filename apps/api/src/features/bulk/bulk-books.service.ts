import { Injectable } from '@nestjs/common';
import type { listBulkRefusals, listMemberBulks, MemberBulk, QueryOf, ReplyOf } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { page, readCursor } from '../../platform/http/cursor.ts';
import { highestId, lowestId } from '../../platform/http/lists.ts';
import { askerOf } from '../../platform/stored-actor.ts';
import { MemberList } from '../members/index.ts';
import { BulksRepository, type CountedBulk } from './bulks.repository.ts';
import { showBulk } from './show-bulk.ts';

/** Shows bulk changes to the people who asked for them. */
@Injectable()
export class BulkBooks {
  constructor(
    private readonly bulks: BulksRepository,
    private readonly members: MemberList,
  ) {}

  async list(
    actor: Actor,
    { limit, cursor }: QueryOf<typeof listMemberBulks>,
  ): Promise<ReplyOf<typeof listMemberBulks>> {
    const [at = '9999-12-31T23:59:59Z', id = highestId] = readCursor(cursor, 'moment', 'id') ?? [];
    const rows = await this.bulks.list(askerOf(actor), { at, id }, limit + 1);
    return page(rows, limit, showBulk, (row) => [toInstant(row.created_at), row.id]);
  }

  /** Throws `not-found`. */
  async byId(actor: Actor, id: string): Promise<MemberBulk> {
    return showBulk(await this.#find(actor, id));
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

  async #find(actor: Actor, id: string): Promise<CountedBulk> {
    const row = await this.bulks.findOwn(id, askerOf(actor));
    if (!row) throw new ClubError('not-found');
    return row;
  }
}
