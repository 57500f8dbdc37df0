import { Injectable } from '@nestjs/common';
import { Cells } from './cells.ts';
import type { ImportContext, ImportRecord } from './import.ts';
import { ImportTotals } from './import-totals.ts';
import { ImportsRepository } from './imports.repository.ts';
import { ItemsRepository } from './items.repository.ts';
import { ReasonGroups } from './reason-groups.ts';
import { Readings } from './readings.ts';

/** What importers share: how cells are read, and where results go. */
@Injectable()
export class ImportContexts {
  constructor(
    private readonly imports: ImportsRepository,
    private readonly items: ItemsRepository,
    private readonly totals: ImportTotals,
    private readonly groups: ReasonGroups,
    private readonly readings: Readings,
  ) {}

  async of(record: ImportRecord): Promise<ImportContext> {
    const { settings, header, id, actor } = record;
    const reading = await this.readings.of(settings);
    return {
      record,
      actor,
      cells: new Cells(header, settings.mapping),
      reading,
      settle: async (outcomes) => {
        await this.items.settle(id, await this.groups.note(id, outcomes));
        await this.imports.count(id, outcomes);
        await this.totals.add(id, outcomes, reading.clubZone);
      },
      readNext: () => undefined,
    };
  }

  /** Forgets what a dry run found. */
  async restart(id: string): Promise<void> {
    await this.items.again(id);
    await this.totals.clear(id);
    await this.groups.clear(id);
  }
}
