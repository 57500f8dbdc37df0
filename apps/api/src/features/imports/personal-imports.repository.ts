import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import {
  ErasureWaits,
  PersonalData,
  type Eraser,
  type Person,
} from '../../platform/privacy/personal-data.ts';
import { needlesOf, personalPlaces } from './named-lines.ts';
import { stays } from '../../platform/privacy/merging.ts';
import { statement } from './statements.ts';

const told = statement(
  'personal-import-items-told',
  'select import_id as "import", line, state, changes from import_items where subject_id = $1',
);
const toldRemarks = statement(
  'personal-import-remarks-told',
  `select r.import_id as "import", r.line, r.refusal from import_remarks r
   join import_items i on i.import_id = r.import_id and i.item = r.item where i.subject_id = $1`,
);
// A running import holds lines with members in memory, so they are erased after it ends.
const running = statement(
  'personal-imports-running',
  `select id from imports where state in ('waiting', 'running', 'undoing') limit 1`,
);
const withLines = statement(
  'personal-imports-with-lines',
  `select id, header, settings from imports i
   where id <> all($1::uuid[]) and exists (select from import_lines l where l.import_id = i.id)`,
);
// Reads each cell once for all people.
const search = statement(
  'personal-import-lines-search',
  `with hits as (
     select l.import_id, l.key, l.line, c.place, n.member, n.part
     from jsonb_to_recordset($2::jsonb) as i(id uuid, places int[])
     join import_lines l on l.import_id = i.id
     cross join lateral json_array_elements_text(l.cells) with ordinality as c(cell, place)
     cross join lateral (values
       (lower(regexp_replace(trim(c.cell), '\\s+', ' ', 'g')), false),
       (ltrim(regexp_replace(c.cell, '\\D', '', 'g'), '0'), true)) as said(text, digits)
     join jsonb_to_recordset($1::jsonb) as n(member uuid, text text, digits boolean, part text, anywhere boolean)
       on n.text = said.text and n.digits = said.digits and (n.anywhere or c.place = any(i.places))
   )
   select member, import_id as "importId", key from (
     select member, import_id, key from hits group by member, import_id, key, line
     having bool_or(part = 'whole') or (bool_or(part = 'first') and bool_or(part = 'last') and count(distinct place) > 1)
   ) named group by 1, 2, 3`,
);
// Lines that are not imported yet: all lines of a dry run, and waiting ones.
const pending = `(d.checked or (d.under_way and i.state = 'waiting'))`;
// It is refused, because its line is erased. Locks items first, then their import, like imports do.
const forgetItems = statement(
  'personal-import-named-erase',
  `with named as (select import_id, key from unnest($1::uuid[], $2::text[]) as n(import_id, key)),
   items as (
     update import_items i set key = '', refusal = null, state = case when ${pending} then 'refused' else i.state end,
       code = case when ${pending} then 'member-erased' else i.code end,
       message = case when ${pending} then 'member-erased' else i.code end,
       subject_id = case when not ${pending} then i.subject_id end, changes = case when not ${pending} then i.changes end
     from named n join lateral (
       select dry_run, finished_at is null as under_way, dry_run or (finished_at is null and started_at is null) as checked
       from imports where id = n.import_id
     ) d on true
     where i.import_id = n.import_id and i.key = n.key
     returning i.import_id, case when d.dry_run then old.state else 'waiting' end as before, (${pending.replaceAll('i.state', 'old.state')}) as moved
   )
   update imports i set done = done + moved.waiting, refused = refused + moved.items,
     created = greatest(i.created - moved.from_created, 0), matched = greatest(i.matched - moved.from_matched, 0),
     duplicate = greatest(i.duplicate - moved.from_duplicate, 0), conflicts = greatest(i.conflicts - moved.from_conflict, 0)
   from (
     select import_id, count(*) filter (where before <> 'refused') as items, count(*) filter (where before = 'waiting') as waiting,
       count(*) filter (where before = 'created') as from_created, count(*) filter (where before = 'matched') as from_matched,
       count(*) filter (where before = 'duplicate') as from_duplicate, count(*) filter (where before = 'conflict') as from_conflict
     from items where moved group by import_id
   ) moved where i.id = moved.import_id`,
);
const forgetLines = statement(
  'personal-import-lines-erase',
  'delete from import_lines where (import_id, key) in (select * from unnest($1::uuid[], $2::text[]))',
);
const forgetRemarks = statement(
  'personal-import-remarks-erase',
  `delete from import_remarks r using import_items i
   where i.import_id = r.import_id and i.item = r.item and (i.subject_id = $3
     or (i.import_id, i.key) in (select * from unnest($1::uuid[], $2::text[])))`,
);
const forgetMade = statement(
  'personal-import-items-erase',
  `update import_items set key = '', message = null, refusal = null, changes = null,
     state = case when state in ('created', 'matched', 'conflict') then 'kept' else state end
   where subject_id = $1`,
);

interface Place {
  readonly importId: string;
  readonly key: string;
}

interface Found {
  /** Imports with read lines, which get no more lines. */
  readonly read: readonly string[];
  readonly places: ReadonlyMap<string, readonly Place[]>;
}

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
        imports: { merges: stays('files of the club'), leaves: 'staff', told: 'files of the club' },
        import_items: { merges: stays('a file named the member of that time'), leaves: 'pseudonym', told },
        import_remarks: { merges: stays('of a line of a file'), leaves: 'nothing', told: toldRemarks },
        import_lines: {
          merges: stays('of a line of a file'),
          leaves: 'nothing',
          told: 'lines that the club mends and sends again, of which nobody knows yet whose they are',
        },
      },
      hold: async () => {
        if ((await this.transactions.query(running)).length > 0)
          throw new ErasureWaits('an import is running');
      },
      search: (people) => this.#search(people),
    });
  }

  async #search(people: readonly Person[]): Promise<Eraser> {
    const before = await this.#find(people, []);
    return async (person) => {
      const since = await this.#find([person], before.read);
      const places = [before, since].flatMap((found) => found.places.get(person.memberId) ?? []);
      const values = [places.map(({ importId }) => importId), places.map(({ key }) => key)] as const;
      await this.transactions.query(forgetRemarks, [...values, person.memberId]);
      await this.transactions.query(forgetItems, [...values]);
      await this.transactions.query(forgetLines, [...values]);
      await this.transactions.query(forgetMade, [person.memberId]);
    };
  }

  async #find(people: readonly Person[], except: readonly string[]): Promise<Found> {
    const imports = await this.transactions.query(withLines, [except]);
    const places = new Map<string, Place[]>();
    const read = imports.map(({ id }) => id);
    if (imports.length === 0) return { read, places };
    const where = imports.map(({ id, header, settings }) => ({
      id,
      places: personalPlaces(header, settings.mapping),
    }));
    const values = [JSON.stringify(needlesOf(people)), JSON.stringify(where)] as const;
    for (const { member, ...place } of await this.transactions.query(search, [...values]))
      places.set(member, [...(places.get(member) ?? []), place]);
    return { read, places };
  }
}
