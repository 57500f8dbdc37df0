import { Injectable } from '@nestjs/common';
import { statement } from './statements.ts';
import { Transactions } from '../database/transactions.ts';
import { PersonalData } from '../privacy/personal-data.ts';

const erase = statement(
  'personal-jobs-erase',
  `delete from pgboss.job where state <> 'active' and exists (
     select from unnest($1::text[]) named where position(named in lower(concat(data::text, output::text))) > 0)`,
);

/** Jobs contain ids, and the e-mail address of a forgotten password. */
@Injectable()
export class PersonalJobs {
  constructor(personal: PersonalData, transactions: Transactions) {
    personal.register({
      name: 'jobs',
      tables: {},
      erase: async ({ emails, phones }) => {
        await transactions.query(erase, [[...emails, ...phones]]);
      },
    });
  }
}
