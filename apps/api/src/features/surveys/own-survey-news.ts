import { Injectable } from '@nestjs/common';
import type { listOwnSurveyNews, ReplyOf } from '@regulars/contracts';
import { Clock, toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { NewsRepository } from './news.repository.ts';

/** What a member is told about their answers. */
@Injectable()
export class OwnSurveyNews {
  constructor(
    private readonly news: NewsRepository,
    private readonly clock: Clock,
  ) {}

  async list(memberId: string): Promise<ReplyOf<typeof listOwnSurveyNews>> {
    const rows = await this.news.own(memberId);
    const data = rows.map(({ id, text, toldAt }) => ({ id, text, sentAt: toInstant(toldAt) }));
    return { data, cursor: { next: null } };
  }

  /** Throws `not-found`. */
  async dismiss(memberId: string, newsId: string): Promise<void> {
    if (!(await this.news.dismiss(newsId, memberId, this.clock.date()))) throw new ClubError('not-found');
  }
}
