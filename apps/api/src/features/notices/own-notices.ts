import { Injectable } from '@nestjs/common';
import type {
  BodyOf,
  listNotices,
  Notice,
  QueryOf,
  readNotice,
  readNotices,
  ReplyOf,
} from '@regulars/contracts';
import { Clock, toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { page, readCursor } from '../../platform/http/cursor.ts';
import { Reader, type Wording } from '../club/index.ts';
import { NoticesRepository, type NoticeRow } from './notices.repository.ts';

/** What a member was told. */
@Injectable()
export class OwnNotices {
  constructor(
    private readonly notices: NoticesRepository,
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  async list(
    memberId: string,
    { limit, cursor }: QueryOf<typeof listNotices>,
  ): Promise<ReplyOf<typeof listNotices>> {
    const [before] = readCursor(cursor, 'id') ?? [null];
    const rows = await this.notices.list(memberId, before, limit + 1);
    const wording = await this.reader.wording();
    return {
      ...page(
        rows,
        limit,
        (row) => show(row, wording),
        ({ id }) => [id],
      ),
      unread: await this.count(memberId),
    };
  }

  async count(memberId: string): Promise<number> {
    return this.notices.countUnread(memberId);
  }

  /** Once or more. Throws `not-found`. */
  async read(memberId: string, id: string): Promise<ReplyOf<typeof readNotice>> {
    const path = await this.notices.readOne(memberId, id, this.clock.date());
    if (path === undefined) throw new ClubError('not-found');
    return { path };
  }

  async readAll(
    memberId: string,
    { upTo }: BodyOf<typeof readNotices>,
  ): Promise<ReplyOf<typeof readNotices>> {
    const at = this.clock.date();
    return { read: await this.notices.readUpTo(memberId, upTo, at), readAt: toInstant(at) };
  }

  async unread(memberId: string, readAt: string): Promise<void> {
    await this.notices.unread(memberId, new Date(readAt));
  }
}

const show = ({ params, at, read_at: readAt, ...notice }: NoticeRow, { of }: Wording): Notice => ({
  ...notice,
  params: Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, typeof value === 'string' ? value : of(value)]),
  ),
  at: toInstant(at),
  read: readAt !== null,
});
