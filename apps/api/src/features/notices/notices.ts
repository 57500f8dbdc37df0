import { Injectable } from '@nestjs/common';
import type { NoticeKind } from '@regulars/contracts';
import { Clock } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import type { NewNotice } from './notice.ts';
import { NoticesRepository } from './notices.repository.ts';

/** Tells members something in their notification centre. */
@Injectable()
export class Notices {
  constructor(
    private readonly notices: NoticesRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * In the transaction of the caller. Not stored: kinds that the member turned off, members who are not active, and what
   * is more than a member is told in a day.
   */
  async tell(notices: readonly NewNotice[]): Promise<void> {
    if (notices.length === 0) return;
    const rows = notices.map(({ fromId = null, about = [], ...notice }) => ({
      id: newId(),
      fromId,
      about,
      ...notice,
    }));
    await this.notices.insert(rows, this.clock.date());
  }

  /** How many members were told of it with this kind. */
  async told(kind: NoticeKind, about: string): Promise<number> {
    return this.notices.countTold(kind, about);
  }

  /** In the transaction of the caller: what is about one of these is told no longer, because it was hidden or deleted. */
  async withdraw(about: readonly string[]): Promise<void> {
    if (about.length > 0) await this.notices.remove(about);
  }
}
