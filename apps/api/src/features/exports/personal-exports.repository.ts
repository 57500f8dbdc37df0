import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { stays } from '../../platform/privacy/merging.ts';
import { PersonalData } from '../../platform/privacy/personal-data.ts';
import { ExportFiles } from './export-files.ts';
import { statement } from './statements.ts';

// A running export shows an earlier state, so it is written again before it completes.
const erase = statement(
  'personal-exports-erase',
  `update exports set stale = true, state = case state when 'done' then 'expired' else state end
   where state in ('waiting', 'running', 'done') returning id, format, state`,
);

/** Files that were written before a member was erased show the member: they go at once. */
@Injectable()
export class PersonalExports {
  constructor(
    personal: PersonalData,
    private readonly transactions: Transactions,
    private readonly files: ExportFiles,
  ) {
    personal.register({
      name: 'exports',
      tables: {
        exports: { merges: stays('names who asked'), leaves: 'staff', told: 'tables of the club' },
        export_schedules: {
          merges: stays('names who set it up'),
          leaves: 'staff',
          told: 'exports that managers set up',
        },
      },
      erase: () => this.#erase(),
    });
  }

  async #erase(): Promise<void> {
    const rows = await this.transactions.query(erase);
    for (const row of rows) if (row.state === 'expired') await this.files.remove(row);
  }
}
