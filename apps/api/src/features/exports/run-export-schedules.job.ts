import { Injectable } from '@nestjs/common';
import { dayMs } from '@regulars/loyalty';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Jobs, type Job } from '../../platform/jobs/jobs.ts';
import {
  ExportSchedulesRepository,
  type ScheduleProblem,
  type ScheduleRow,
} from './export-schedules.repository.ts';
import { ExportsService } from './exports.service.ts';
import { ScheduleMails } from './schedule-mails.ts';
import { ScheduleSurroundings } from './schedule-surroundings.ts';

/** Starts the exports whose turn has come, once each, and tells who asked for them how they ended. */
@Injectable()
export class RunExportSchedulesJob implements Job {
  readonly name = 'run-export-schedules';
  readonly cron = '*/5 * * * *';

  constructor(
    jobs: Jobs,
    private readonly schedules: ExportSchedulesRepository,
    private readonly exports: ExportsService,
    private readonly around: ScheduleSurroundings,
    private readonly mails: ScheduleMails,
    private readonly transactions: Transactions,
  ) {
    jobs.register(this);
  }

  async run(): Promise<void> {
    while (await this.#next());
    await this.mails.tell(new Date(this.around.now() - dayMs));
  }

  /** False if none is due. A turn that was missed is made up once. */
  async #next(): Promise<boolean> {
    return this.transactions.run(async () => {
      const due = await this.schedules.take(new Date(this.around.now()));
      if (!due) return false;
      const problem = await this.#start(due);
      await this.schedules.turned(due.id, await this.around.nextTurn(due.every), problem);
      return true;
    });
  }

  async #start({
    id,
    segmentId,
    accountId,
    format,
    keepDays,
    language,
  }: ScheduleRow): Promise<ScheduleProblem | null> {
    if ((await this.around.nameOf(segmentId)) === null) return 'segment-gone';
    const actor = await this.around.actor(accountId);
    if (!actor) return 'not-allowed';
    const body = { kind: 'members', format, filters: { segment: segmentId }, locale: language } as const;
    try {
      await this.exports.start(actor, body, { id, keepDays });
      return null;
    } catch (error) {
      if (error instanceof ClubError && error.code === 'not-allowed') return 'not-allowed';
      throw error;
    }
  }
}
