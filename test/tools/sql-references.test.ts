import { describe, expect, it } from 'vitest';
import { referencesOf } from '../../tools/sql/references.mjs';

const uses = (text: string): { tables: string[]; functions: string[] } => {
  const { tables, functions } = referencesOf(text);
  return { tables: [...tables].sort(), functions: [...functions].sort() };
};

describe('a SQL text uses', () => {
  it('every table that it reads or writes, without its own names', () => {
    expect(
      uses(`with given as (insert into lots (id) select id from wallets returning id), old as (delete from holds)
        select * from given g join journal j on j.id = g.id where exists (select from takings)`).tables,
    ).toEqual(['holds', 'journal', 'lots', 'takings', 'wallets']);
    expect(uses('update purchases p set gross = 1 from sales s where s.id = p.id').tables).toEqual([
      'purchases',
      'sales',
    ]);
    expect(uses('copy import_lines (id) from stdin').tables).toEqual(['import_lines']);
    expect(uses('analyze import_lines, import_items').tables).toEqual(['import_items', 'import_lines']);
  });

  it('every function that it calls', () => {
    expect(
      uses('select open_wallets($1), x from tier_standings($2) x order by lower(x.name)').functions,
    ).toEqual(['lower', 'open_wallets', 'tier_standings']);
  });

  it('the tables and functions in the body of a function, in SQL and PL/pgSQL', () => {
    expect(
      uses(
        'create or replace function f(a int) returns bigint language sql stable as $$ select count(*) from cards where id = member_of(a) $$',
      ),
    ).toEqual({ tables: ['cards'], functions: ['count', 'member_of'] });
    expect(
      uses(`create or replace function f(documents jsonb) returns json language plpgsql volatile as $$
        declare
          opened json := read_balances('{}');
          names text[];
        begin
          perform apply_points(documents->'points');
          if exists (select from rewards) then
            opened := open_wallets(documents);
          end if;
          names[1] := member_name(null);
          select array_agg(c.id) into names from cards c;
          update vouchers set state = 'used' where id = any(names);
          return query_of(opened);
        end $$`),
    ).toEqual({
      tables: ['cards', 'rewards', 'vouchers'],
      functions: ['apply_points', 'array_agg', 'member_name', 'open_wallets', 'query_of', 'read_balances'],
    });
  });
});
