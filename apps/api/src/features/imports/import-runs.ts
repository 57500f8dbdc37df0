import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { databaseProblem } from '../../platform/http/database-problem.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { ImportLocks } from './import-locks.repository.ts';
import { ImportWork } from './import-work.ts';
import { ImportsRepository } from './imports.repository.ts';

export const runImport = 'run-import';

/** Runs imports. An interrupted run continues where it stopped, in this process or another. */
@Injectable()
export class ImportRuns implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #logger = new Logger('Imports');
  readonly #running = new Map<string, Promise<void>>();
  readonly #stopping = new AbortController();

  constructor(
    private readonly locks: ImportLocks,
    private readonly imports: ImportsRepository,
    private readonly work: ImportWork,
    private readonly transactions: Transactions,
    jobs: Jobs,
  ) {
    jobs.register({ name: runImport, run: (data) => this.run((data as { importId: string }).importId) });
    jobs.register({ name: 'resume-imports', cron: '* * * * *', run: () => this.#resume() });
  }

  onApplicationBootstrap(): void {
    void this.transactions
      .asJob(() => this.#resume())
      .catch((error: unknown) => this.#logger.warn({ event: 'imports.waiting', error }));
  }

  async onApplicationShutdown(): Promise<void> {
    this.#stopping.abort();
    await Promise.allSettled(this.#running.values());
  }

  /** Continues an import until its end, unless another process is working on it. */
  async run(id: string): Promise<void> {
    const running = this.#running.get(id) ?? this.locks.alone(id, () => this.#go(id));
    this.#running.set(id, running);
    try {
      await running;
    } finally {
      this.#running.delete(id);
    }
  }

  async #resume(): Promise<void> {
    for (const id of await this.imports.unfinished()) {
      if (this.#stopping.signal.aborted) return;
      await this.run(id);
    }
  }

  async #go(id: string): Promise<void> {
    const stopping = this.#stopping.signal;
    const record = await this.imports.find(id);
    if (!record || !['waiting', 'running', 'undoing'].includes(record.state)) return;
    try {
      await (record.state === 'undoing'
        ? this.work.undo(record, stopping)
        : this.work.import(record, stopping));
    } catch (error) {
      // If the database is away, a wallet is locked, or the process ends, the import continues later.
      if (stopping.aborted || (databaseProblem(error)?.code ?? '') === 'database-away') throw error;
      this.#logger.error({ event: 'import.failed', import: id, error });
      const why =
        error instanceof ClubError
          ? (error.details.detail ?? error.code)
          : 'Something went wrong on our side';
      await this.work.fail(id, why);
    }
  }
}
