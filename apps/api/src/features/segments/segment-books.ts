import { Injectable } from '@nestjs/common';
import {
  fewMembers,
  type getSegmentHistory,
  type listSegmentChanges,
  type listSegmentMembers,
  type QueryOf,
  type ReplyOf,
  type SegmentMakeup,
} from '@regulars/contracts';
import { toInstant } from '../../platform/clock.ts';
import { page, readCursor } from '../../platform/http/cursor.ts';
import { Audiences } from '../facts/index.ts';
import { MemberList } from '../members/index.ts';
import { BooksRepository } from './books.repository.ts';
import { Segments } from './segments.ts';

/** What can be read of a segment: who is in it, who came and went, its sizes, and what its members are like. */
@Injectable()
export class SegmentBooks {
  constructor(
    private readonly books: BooksRepository,
    private readonly segments: Segments,
    private readonly members: MemberList,
    private readonly audiences: Audiences,
  ) {}

  /** Throws `not-found`. */
  async listMembers(
    id: string,
    { cursor, limit }: QueryOf<typeof listSegmentMembers>,
  ): Promise<ReplyOf<typeof listSegmentMembers>> {
    await this.segments.find(id);
    const ids = await this.books.members(id, readCursor(cursor, 'id')?.[0] ?? null, limit + 1);
    const { data, cursor: next } = page(
      ids,
      limit,
      (memberId) => memberId,
      (memberId) => [memberId],
    );
    const rows = await this.members.byIds(data);
    return { data: data.flatMap((memberId) => rows.get(memberId) ?? []), cursor: next };
  }

  /** Throws `not-found`. */
  async changes(
    id: string,
    { cursor, limit, since, after = 0 }: QueryOf<typeof listSegmentChanges>,
  ): Promise<ReplyOf<typeof listSegmentChanges>> {
    await this.segments.find(id);
    const from = readCursor(cursor, 'number')?.[0] ?? after;
    const rows = await this.books.changes(id, from, since ?? null, limit + 1);
    return page(
      rows,
      limit,
      ({ entered, at, ...change }) => ({
        ...change,
        change: entered ? ('entered' as const) : ('left' as const),
        at: toInstant(at),
      }),
      ({ number }) => [number],
    );
  }

  /** These and all later ones, as cells. */
  async *allChanges(
    id: string,
    first: ReplyOf<typeof listSegmentChanges>,
  ): AsyncGenerator<readonly string[]> {
    for (let page = first; ;) {
      for (const { number, memberId, change, at } of page.data) yield [String(number), memberId, change, at];
      const { next } = page.cursor;
      if (next === null) return;
      page = await this.changes(id, { limit: 1000, cursor: next });
    }
  }

  /** Throws `not-found`. */
  async history(id: string): Promise<ReplyOf<typeof getSegmentHistory>> {
    const { members } = await this.segments.byId(id);
    const { today, zone } = await this.audiences.moment();
    const moves = new Map((await this.books.moves(id, zone)).map(({ day, ...moved }) => [day, moved]));
    const stored = (await this.books.sizes(id)).filter(({ day }) => day !== today);
    const none = { entered: 0, left: 0 };
    return {
      data: [...stored, { day: today, members }].map((size) => ({
        ...size,
        ...(moves.get(size.day) ?? none),
      })),
    };
  }

  /** Throws `not-found`. */
  async makeup(id: string): Promise<SegmentMakeup> {
    await this.segments.find(id);
    const groups = await this.books.makeup(id, await this.audiences.moment());
    const of = (kind: (typeof groups)[number]['kind']): SegmentMakeup['ages'] =>
      groups.filter((group) => group.kind === kind).map(({ kind: _, ...group }) => group);
    const [all = { of: 0, members: 0 }] = of('all');
    return {
      members: all.members,
      of: all.of,
      few: all.of < fewMembers || all.members < fewMembers,
      ages: of('age'),
      tiers: of('tier'),
      locations: of('location'),
    };
  }
}
