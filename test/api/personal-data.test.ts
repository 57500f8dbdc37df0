import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PersonalData } from '../../apps/api/src/platform/privacy/personal-data.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { asOwner } from '../support/owner.ts';
import { makeMember } from '../support/makers/members.ts';

let api: TestApp;
beforeAll(async () => {
  api = await startApp();
});
afterAll(() => api.close());

/** Tables with a column that refers to a member or an account, by its name or by a foreign key. */
const referring = async (): Promise<string[]> => {
  const rows = await asOwner(
    api,
    `select distinct c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and (
       c.relname in ('members', 'accounts')
       or (a.attname ~ '(^|(?<!per)_)(member|account|actor|person|subject|about|asked_by|decided_by|made_by|used_by)(_id)?$')
       or exists (select from pg_constraint f where f.conrelid = c.oid and f.contype = 'f' and a.attnum = any(f.conkey)
         and f.confrelid in ('members'::regclass, 'accounts'::regclass)))
     order by 1`,
  );
  return rows.map(({ name }) => String(name));
};

describe('every table that refers to members', () => {
  it('is claimed by the feature that owns it', async () => {
    const claims = api.app.get(PersonalData).claims();
    const tables = await referring();
    expect(tables.length).toBeGreaterThan(25);
    expect(tables.filter((table) => !claims.has(table))).toEqual([]);
  });

  it('exists: no claim names an unknown table', async () => {
    const rows = await asOwner(api, `select tablename from pg_tables where schemaname = 'public'`);
    const tables = rows.map(({ tablename }) => String(tablename));
    expect([...api.app.get(PersonalData).claims().keys()].filter((table) => !tables.includes(table))).toEqual(
      [],
    );
  });

  it('is in the data copy, or says why not', async () => {
    const { id } = await makeMember(api);
    const claims = api.app.get(PersonalData).claims();
    const copy = await api.app.get(PersonalData).copyOf(id);
    const told = [...claims].filter(([, claim]) => typeof claim.told !== 'string').map(([table]) => table);
    expect(Object.keys(copy).sort()).toEqual(told.sort());
    for (const [, claim] of claims)
      if (typeof claim.told === 'string') expect(claim.told.length).toBeGreaterThan(10);
    expect(copy.members).toMatchObject([{ id }]);
    expect(copy.cards).toHaveLength(1);
  });
});
