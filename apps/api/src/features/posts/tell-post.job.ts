import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Transactions } from '../../platform/database/transactions.ts';
import { Jobs, type Job } from '../../platform/jobs/jobs.ts';
import { ListenersRepository } from './listeners.repository.ts';
import { Telling, tellPost } from './telling.ts';

const jobData = z.object({ postId: z.uuid(), after: z.uuid().nullable() });
/** In one transaction. */
const batch = 200;

/** Tells those who watch a community of a new post, and everyone in it of an announcement. A second run tells nobody twice. */
@Injectable()
export class TellPostJob implements Job {
  readonly name = tellPost;

  constructor(
    private readonly jobs: Jobs,
    private readonly listeners: ListenersRepository,
    private readonly telling: Telling,
    private readonly transactions: Transactions,
  ) {
    jobs.register(this);
  }

  async run(data: unknown): Promise<void> {
    const { postId, after } = jobData.parse(data);
    await this.transactions.run(async () => {
      const post = await this.listeners.told({ kind: 'post', id: postId });
      // It was hidden or deleted in the meantime.
      if (post?.state !== 'shown') return;
      const members = await this.listeners.page(post, after, batch);
      await this.telling.post(post, members);
      const last = members.at(-1);
      if (last && members.length === batch) await this.jobs.enqueue(tellPost, { postId, after: last });
    });
  }
}
