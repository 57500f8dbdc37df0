import { Injectable } from '@nestjs/common';
import type { Permission } from '@regulars/contracts';
import { z } from 'zod';
import { Clock } from '../../platform/clock.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Jobs, type Job } from '../../platform/jobs/jobs.ts';
import { Permissions } from '../permissions/index.ts';
import { NewsRepository, type WaitingReader } from './news.repository.ts';
import { SurveyNewsMails } from './survey-news-mails.ts';

export const surveyNewsJob = 'survey-news';

const jobData = z.object({ newsId: z.uuid(), after: z.uuid().nullable() });
/** In one transaction. */
const batch = 100;

/** Tells the members who answered, some in each run. Each is asked for permission at that moment; a second run tells nobody twice. */
@Injectable()
export class SurveyNewsJob implements Job {
  readonly name = surveyNewsJob;

  constructor(
    private readonly jobs: Jobs,
    private readonly news: NewsRepository,
    private readonly permissions: Permissions,
    private readonly mails: SurveyNewsMails,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {
    jobs.register(this);
  }

  async run(data: unknown): Promise<void> {
    const { newsId, after } = jobData.parse(data);
    await this.transactions.run(async () => {
      const readers = await this.news.waiting(newsId, after, batch);
      for (const reader of readers) await this.#tell(newsId, reader);
      const last = readers.at(-1);
      if (last && readers.length === batch)
        await this.jobs.enqueue(surveyNewsJob, { newsId, after: last.memberId });
    });
  }

  async #tell(newsId: string, { memberId, text }: WaitingReader): Promise<void> {
    const portal = await this.permissions.may(memberId, 'survey', 'portal');
    const email = await this.permissions.may(memberId, 'survey', 'email');
    const allowed: Permission[] = [portal, email].filter((answer) => answer.allowed);
    const [first] = allowed;
    if (!first) return;
    const channels = allowed.map(({ channel }) => channel);
    await this.news.tell(newsId, memberId, channels, first, this.clock.date());
    // The mail asks again when it goes: for the limits and the quiet hours.
    if (email.allowed) await this.mails.send(memberId, { newsId, text });
  }
}
