import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { PersonalData, type Person } from '../../platform/privacy/personal-data.ts';
import { statement } from './statements.ts';

const told = statement(
  'personal-import-items-told',
  'select import_id as "import", line, state, changes from import_items where subject_id = $1',
);
// A line names the member where a cell is the address, the number or the phone, however that is written, or where both names
// stand in it. What an import that runs has not done yet is left to it: it finds nobody who is erased.
const named = `
  select l.import_id, l.key from import_lines l join imports i on i.id = l.import_id
  where i.finished_at is not null and (exists (
      select from json_array_elements_text(l.cells) cell
      where lower(trim(cell)) = any($1) or (length(ltrim(regexp_replace(cell, '\\D', '', 'g'), '0')) > 5 and exists (
        select from unnest($2::text[]) digits where digits like '%' || ltrim(regexp_replace(cell, '\\D', '', 'g'), '0'))))
    or (cardinality($3::text[]) = 2 and $3::text[] <@ array(
      select lower(trim(cell)) from json_array_elements_text(l.cells) cell)))`;
const forgetRefused = statement(
  'personal-import-refused-erase',
  `with named as (${named}), items as (
     update import_items i set key = '', message = code, refusal = null from named n
     where i.import_id = n.import_id and i.key = n.key
   )
   delete from import_lines l using named n where l.import_id = n.import_id and l.key = n.key`,
);
const forgetMade = statement(
  'personal-import-items-erase',
  `update import_items set key = '', message = null, refusal = null, changes = null,
     state = case when state in ('created', 'matched', 'conflict') then 'kept' else state end
   where subject_id = $1`,
);

/** What imports keep of the lines of their files, and what they changed of members. */
@Injectable()
export class PersonalImports {
  constructor(
    personal: PersonalData,
    private readonly transactions: Transactions,
  ) {
    personal.register({
      name: 'imports',
      tables: {
        imports: { leaves: 'staff', told: 'files of the club' },
        import_items: { leaves: 'pseudonym', told },
        import_lines: {
          leaves: 'nothing',
          told: 'lines that the club mends and sends again, of which nobody knows yet whose they are',
        },
      },
      erase: (person) => this.#erase(person),
    });
  }

  async #erase({ memberId, emails, numbers, phones, names }: Person): Promise<void> {
    const texts = [...emails, ...numbers, ...phones].map((text) => text.toLowerCase());
    const digits = [...numbers, ...phones].map((text) => text.replaceAll(/\D/g, ''));
    await this.transactions.query(forgetRefused, [
      texts,
      digits.filter(({ length }) => length > 5),
      names.map((name) => name.toLowerCase()),
    ]);
    await this.transactions.query(forgetMade, [memberId]);
  }
}
