import { Injectable } from '@nestjs/common';
import type { ImportSettings } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Clock } from '../../platform/clock.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { newId } from '../../platform/ids.ts';
import { ImportMoves } from './import-moves.ts';
import { ImportsRepository } from './imports.repository.ts';
import { Readings } from './readings.ts';
import { Staging } from './staging.ts';

/** Takes a file in. */
@Injectable()
export class ImportIntake {
  constructor(
    private readonly imports: ImportsRepository,
    private readonly staging: Staging,
    private readonly readings: Readings,
    private readonly moves: ImportMoves,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Stores it whole or not at all, and queues its job. Returns its id. */
  async take(
    actor: Actor,
    { settings, header, fileName }: { settings: ImportSettings; header: string[]; fileName: string },
    upload: Parameters<Staging['stage']>[1],
  ): Promise<string> {
    const { kind, dryRun } = settings;
    const made = {
      id: newId(),
      kind,
      file_name: fileName,
      settings,
      dry_run: dryRun,
      header,
      actor,
      created_at: this.clock.date(),
    };
    const reading = await this.readings.of(settings);
    // A large file takes minutes, and COPY needs a connection that is not pipelined.
    await this.transactions.onOwnConnection(async () => {
      await this.imports.insert(made);
      const staged = await this.staging.stage(made, upload, reading);
      await this.imports.staged(made.id, staged);
      await this.moves.record(actor, 'import.started', made.id, {
        kind,
        fileName,
        lines: staged.lines,
        dryRun,
      });
      await this.moves.queue(made.id);
    });
    return made.id;
  }
}
