import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

// Numbers without a country, or with the zero that is not dialled after it.
const otherForms = statement(
  'phone-other-forms',
  `select id, phone from members
   where id > $1 and phone is not null and (phone !~ '^\\+[1-9]' or phone ~ '^\\+(4[134-9]|42[01])0') order by id limit $2`,
);
const holders = statement(
  'phone-holders',
  `select min(id::text)::uuid as id, phone from members where phone = any($1::text[]) group by phone`,
);
// The first of two that become equal keeps the number; the other one stays as it is.
const change = statement(
  'phone-forms-change',
  `with wanted as (
     select distinct on (number) id, phone, number from unnest($1::uuid[], $2::text[], $3::text[]) as n(id, phone, number)
     order by number, id
   )
   update members m set phone = w.number, version = m.version + 1 from wanted w
   where m.id = w.id and m.phone = w.phone and not exists (select from members other where other.phone = w.number)`,
);

export interface TypedPhone {
  readonly id: string;
  readonly phone: string;
}

/** Phones that were stored before all had one form. */
@Injectable()
export class PhoneForms {
  constructor(private readonly transactions: Transactions) {}

  /** Members after this one whose phone may have another form. */
  async after(id: string, limit: number): Promise<TypedPhone[]> {
    return this.transactions.query(otherForms, [id, limit]);
  }

  /** Number → a member who has it in this form. */
  async holders(numbers: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.transactions.query(holders, [numbers]);
    return new Map(rows.map(({ id, phone }) => [phone, id]));
  }

  /** Changes those whose number nobody else has. */
  async change(rows: readonly (TypedPhone & { readonly number: string })[]): Promise<void> {
    await this.transactions.query(change, [
      rows.map(({ id }) => id),
      rows.map(({ phone }) => phone),
      rows.map(({ number }) => number),
    ]);
  }
}
