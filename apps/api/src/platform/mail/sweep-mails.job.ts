import { Injectable } from '@nestjs/common';
import { dayMs } from '@regulars/loyalty';
import { Clock } from '../clock.ts';
import { Jobs, type Job } from '../jobs/jobs.ts';
import { MailFiles } from './mail-files.ts';
import { MailsRepository } from './mails.repository.ts';

const keptMs = 90 * dayMs;

/** Mails contain addresses and names, so they are not stored forever. */
@Injectable()
export class SweepMailsJob implements Job {
  readonly name = 'sweep-mails';
  readonly cron = '41 3 * * *';

  constructor(
    jobs: Jobs,
    private readonly mails: MailsRepository,
    private readonly files: MailFiles,
    private readonly clock: Clock,
  ) {
    jobs.register(this);
  }

  async run(): Promise<void> {
    for (const id of await this.mails.sweep(new Date(this.clock.now() - keptMs))) await this.files.forget(id);
  }
}
