import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { Jobs, type Job } from '../../platform/jobs/jobs.ts';
import { PhoneForms } from './phone-forms.repository.ts';
import { StoredPhones } from './stored-phones.ts';

const atOnce = 1000;
const first = '00000000-0000-0000-0000-000000000000';

/**
 * Gives phones from before the one form, at night: also after the club has chosen another country. Numbers that would be those of
 * another member stay, so nobody is merged or told apart by a job.
 */
@Injectable()
export class PhoneFormsJob implements Job {
  readonly name = 'phone-forms';
  readonly cron = '50 2 * * *';

  constructor(
    jobs: Jobs,
    private readonly forms: PhoneForms,
    private readonly phones: StoredPhones,
    private readonly transactions: Transactions,
  ) {
    jobs.register(this);
  }

  async run(): Promise<void> {
    for (let after = first; ;) {
      const rows = await this.forms.after(after, atOnce);
      const read = await Promise.all(
        rows.map(async (row) => ({ ...row, number: await this.phones.of(row.phone) })),
      );
      const changed = read.filter(({ phone, number }) => phone !== number);
      if (changed.length > 0) await this.transactions.run(() => this.forms.change(changed));
      const last = rows.at(-1);
      if (rows.length < atOnce || !last) return;
      after = last.id;
    }
  }
}
