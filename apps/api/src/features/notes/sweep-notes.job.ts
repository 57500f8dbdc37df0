import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.ts';
import { Jobs, type Job } from '../../platform/jobs/jobs.ts';
import { NotesRepository } from './notes.repository.ts';
import { restorableSince } from './restorable.ts';

/** Removes deleted notes that nobody restored, because they are about people. */
@Injectable()
export class SweepNotesJob implements Job {
  readonly name = 'sweep-notes';
  readonly cron = '41 * * * *';

  constructor(
    jobs: Jobs,
    private readonly notes: NotesRepository,
    private readonly clock: Clock,
  ) {
    jobs.register(this);
  }

  async run(): Promise<void> {
    await this.notes.sweep(restorableSince(this.clock.now()));
  }
}
