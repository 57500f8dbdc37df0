import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Import, ImportKind, listImportConflicts, previewImport, ReplyOf } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { Importing } from '../support/makers/imports.ts';
import { makeMember } from '../support/makers/members.ts';
import { changeClub } from '../support/makers/purchases.ts';

const samples = process.env['SAMPLE_DATA_DIR'];
const folder = join(samples ?? '', '..', 'cases', 'imports-2026-11-25');
const found = samples !== undefined && existsSync(folder);
if (!found)
  console.warn(
    'Files that failed elsewhere are not imported: there is no cases folder beside SAMPLE_DATA_DIR.',
  );

/** A file, and how many of its members or purchases come in. */
type Case = readonly [file: string, created: number, refused: number, options?: object];

const memberFiles: readonly Case[] = [
  ['character-sets/cp1250.csv', 3, 0],
  ['character-sets/latin2.csv', 0, 0],
  ['character-sets/utf16be.csv', 0, 0],
  ['character-sets/cp850.csv', 1, 0],
  ['formula-guard/excel-text.csv', 1, 0],
  ['formula-guard/shopify-like.csv', 1, 0],
  ['dates/mixed.csv', 2, 0],
  ['dates/forms.csv', 5, 0],
  ['first-lines/sep.csv', 1, 0],
  ['first-lines/title.csv', 1, 0],
  ['first-lines/twice.csv', 1, 0],
  ['headers-and-orders/headers.csv', 1, 0],
  ['identifiers/odoo-like.csv', 2, 0],
  ['last-lines/ctrl-z.csv', 1, 0],
  ['last-lines/short.csv', 2, 0, { fillShort: true }],
  ['phones/phones.csv', 9, 0],
  ['yes-and-no/newsletter.csv', 7, 0],
];

const purchaseFiles: readonly Case[] = [
  ['amounts/amounts.csv', 6, 0],
  ['amounts/czk.csv', 1, 0],
  ['dates/us-dates.csv', 401, 0],
  ['dates/two-columns.csv', 1, 0],
  ['dates/us-clock.csv', 3, 0],
  ['headers-and-orders/german-till.csv', 1, 0],
  ['headers-and-orders/orders.csv', 1, 0],
];

describe.runIf(found)('files that failed elsewhere', () => {
  let api: TestApp;
  let importing: Importing;

  beforeAll(async () => {
    api = await startApp();
    importing = new Importing(api, await makeKey(api));
    await makeLocation(api, { code: 'vienna-1', name: 'Morgenrot Wien' });
    await makeLocation(api, { code: 'prague-1', name: 'Morgenrot Praha', currency: 'CZK' });
    await makeMember(api, { email: 'r6b@example.com' });
  });
  afterAll(() => api.close());

  const asGuessed = async (kind: ImportKind, path: string, more: object = {}): Promise<Import> => {
    const file = await readFile(join(folder, path));
    type Preview = ReplyOf<typeof previewImport>;
    const { body } = await importing.offer<Preview>({ kind }, file, { path: '/imports/preview' });
    const { mapping, headerRow, options } = body;
    return importing.run({ kind, mapping, options: { ...options, headerRow, ...more } }, file);
  };

  const named = async (query: string): Promise<Record<string, unknown>[]> => {
    const { data } = await importing.get<{ data: Record<string, unknown>[] }>(`/members?query=${query}`);
    return data;
  };

  // The first three files hold the same members, so they come in with the first one.
  it('come in with their members, as guessed', async () => {
    for (const [path, created, refused, options] of memberFiles) {
      const { counts, errors } = await asGuessed('members', path, { country: 'AT', ...options });
      expect({ path, errors, ...counts }).toMatchObject({ path, created, refused });
    }
    expect((await named('R1-')).map(({ displayName }) => displayName).sort()).toEqual([
      'Jiří Šťastný',
      'Jörg Müller',
      'Tomáš Dvořák',
      'Žaneta Černá',
    ]);
    const phones = (await named('R3-')).map(({ externalId, phone }) => [externalId, phone]);
    expect(Object.fromEntries(phones)).toEqual({
      'R3-1': '+436602220001',
      'R3-2': '+436602220002',
      'R3-3': null,
      'R3-4': null,
      'R3-5': '+436602220005',
      'R3-6': '+436602220006',
      'R3-7': '+436602220007',
      'R3-8': '+436602220008',
      'R3-9': null,
    });
    expect(await named('R6-1')).toMatchObject([{ displayName: 'Lena Beispiel', phone: '+436604440001' }]);
  });

  it('come in with their purchases, as guessed', async () => {
    for (const [path, created, refused] of purchaseFiles) {
      const { counts, errors } = await asGuessed('purchases', path, {
        location: 'vienna-1',
        unknownMembers: 'anonymous',
        timeZone: 'Europe/Vienna',
      });
      expect({ path, errors, ...counts }).toMatchObject({ path, created, refused });
    }
  });
});

describe('a family', () => {
  let api: TestApp;
  let importing: Importing;
  const settings = {
    kind: 'members',
    mapping: { columns: { externalId: 'id', email: 'mail', fullName: 'name', phone: 'phone' } },
  } as const;
  type Conflicts = ReplyOf<typeof listImportConflicts>;
  const all = async (query: string) =>
    (await importing.get<{ data: Record<string, unknown>[] }>(`/members?query=${query}`)).data;

  beforeAll(async () => {
    api = await startApp();
    importing = new Importing(api, await makeKey(api));
  });
  afterAll(() => api.close());

  const family = (id: string): string =>
    [
      'id,mail,name,phone',
      `${id}-1,${id}@member.example,Anna Berg,0660 111${id}1`,
      `${id}-2,${id}@member.example,"Berg, Tom",0660 111${id}1`,
      `${id}-3,${id}@member.example,Ida Berg,0660 111${id}3`,
    ].join('\n');

  it('waits for a decision about its e-mail: another person, the same one, or nobody', async () => {
    const { id, counts } = await importing.run(settings, family('100'));
    expect(counts).toMatchObject({ created: 1, conflicts: 2, refused: 0, remarks: 1 });
    const [anna] = await all('100-1');
    const { data, fields } = await importing.get<Conflicts>(`/imports/${id}/conflicts`);
    expect(fields).toEqual([{ field: 'sharedEmail', count: 2 }]);
    expect(data).toMatchObject([
      {
        line: 3,
        subjectId: anna?.['id'],
        person: { externalId: '100-2', firstName: 'Tom', lastName: 'Berg', phone: null },
      },
      { line: 4, subjectId: anna?.['id'], person: { firstName: 'Ida', phone: '+436601111003' } },
    ]);
    const decide = (decision: string, items?: number[]) =>
      importing.post<Import>(`/imports/${id}/conflicts`, { decision, ...(items ? { items } : {}) });
    expect((await decide('keep')).counts).toMatchObject({ conflicts: 2 });
    const second = await decide('second', [data[0]?.item ?? 0]);
    expect(second.counts).toMatchObject({ created: 2, conflicts: 1 });
    expect(await all('100-2')).toMatchObject([{ displayName: 'Tom Berg', email: null }]);
    const skipped = await decide('skip');
    expect(skipped).toMatchObject({
      counts: { created: 2, conflicts: 0, refused: 1 },
      errors: [{ line: 4, reason: 'shared-email' }],
    });
    expect(await importing.text(`/imports/${id}/errors`)).toContain('100-3');
    expect((await importing.undo(id)).counts).toMatchObject({ kept: 0 });
    expect(await all('100-')).toEqual([]);
  });

  it('is taken for one person if a person says so', async () => {
    const { id } = await importing.run(settings, family('200'));
    const decided = await importing.post<Import>(`/imports/${id}/conflicts`, { decision: 'same' });
    expect(decided.counts).toMatchObject({ created: 1, conflicts: 2 });
    const { data } = await importing.get<Conflicts>(`/imports/${id}/conflicts`);
    expect(data[0]?.fields.map(({ field }) => field)).toEqual(['externalId', 'firstName']);
  });

  it.each([
    ['second', { created: 3, refused: 0, conflicts: 0 }],
    ['skip', { created: 1, refused: 2, conflicts: 0 }],
  ] as const)('comes in without a question if the import says %s', async (sharedEmail, counts) => {
    const known = { ...settings, options: { sharedEmail } };
    expect((await importing.run(known, family(sharedEmail === 'skip' ? '300' : '400'))).counts).toMatchObject(
      counts,
    );
  });

  it('without numbers is told apart by names', async () => {
    const file = 'mail,name\nsame@member.example,Eva Kurz\nsame@member.example,Uwe Kurz\n';
    const { counts } = await importing.run(
      { kind: 'members', mapping: { columns: { email: 'mail', fullName: 'name' } } },
      file,
    );
    expect(counts).toMatchObject({ created: 1, conflicts: 1, refused: 0 });
  });
});

describe('a phone', () => {
  let api: TestApp;
  let importing: Importing;

  beforeAll(async () => {
    api = await startApp();
    importing = new Importing(api, await makeKey(api));
  });
  afterAll(() => api.close());

  const spellings = [
    '0660 2220012',
    '+43 (0)660/2220012',
    '0043 660 2220012',
    '660 2220012',
    'tel:+43–660–2220012',
  ];

  it('is one number for the API and the till, however it is written', async () => {
    const member = { language: 'de', firstName: 'B', phone: '+43 660 2220012' };
    const made = await importing.post<{ id: string }>('/members', member);
    for (const phone of spellings) {
      expect(await importing.post('/members', { ...member, phone })).toMatchObject({ code: 'already-taken' });
      expect(await importing.post('/cards/resolve', { code: phone })).toMatchObject({
        member: { id: made.id },
      });
    }
    const second = await importing.post<{ phone: string }>('/members', {
      ...member,
      phone: '0664/123 45 67',
    });
    expect(second.phone).toBe('+436641234567');
  });

  it('without a country is of the club', async () => {
    await changeClub(api, { country: 'CZ' });
    const member = { language: 'cs', firstName: 'C', phone: '602 123 456' };
    expect(await importing.post('/members', member)).toMatchObject({ phone: '+420602123456' });
  });
});

describe('the check', () => {
  let api: TestApp;
  let importing: Importing;
  type Preview = ReplyOf<typeof previewImport>;

  beforeAll(async () => {
    api = await startApp();
    importing = new Importing(api, await makeKey(api));
  });
  afterAll(() => api.close());

  it('shows twenty rows as they will come in, and the columns that are left out', async () => {
    const lines = Array.from(
      { length: 25 },
      (_, at) => `K-${at};Dvořák Tomáš;0660 22200${at + 10};;13.02.90;x`,
    );
    const file = `KdNr;Name;Phone;Mobile;Geb.-Datum;Lieblingsfarbe\n${lines.join('\n')}\nK-99;Ida;12;;1.1.;\n`;
    const { body } = await importing.offer<Preview>({ kind: 'members' }, file, { path: '/imports/preview' });
    expect(body.read).toHaveLength(20);
    expect(body.unused).toEqual(['Lieblingsfarbe']);
    expect(body.read[0]).toEqual({
      line: 2,
      fields: {
        externalId: 'K-0',
        firstName: 'Tomáš',
        lastName: 'Dvořák',
        phone: '+436602220010',
        birthday: '1990-02-13',
      },
      remarks: [],
    });
    const other = { kind: 'members', mapping: { columns: { externalId: 'KdNr', phone: 'Mobile' } } };
    const again = await importing.offer<Preview>(other, file, { path: '/imports/preview' });
    expect(again.body.read[0]?.fields).toEqual({ externalId: 'K-0' });
  });

  it('takes the filled one of several columns, and shows amounts and times', async () => {
    const file =
      'Bon-Nr.;Datum/Zeit;Phone;Mobile;Betrag\nB-1;13.11.2026 14:32;;0660 2220001;12,90 €\nB-2;13.11.2026;;nobody;abc\n';
    const { body } = await importing.offer<Preview>({ kind: 'purchases' }, file, {
      path: '/imports/preview',
    });
    expect(body.mapping.columns).toMatchObject({ phone: 'Mobile', receipt: 'Bon-Nr.', amount: 'Betrag' });
    expect(body.read).toMatchObject([
      {
        fields: {
          receipt: 'B-1',
          purchasedAt: '2026-11-13 14:32',
          phone: '+436602220001',
          amount: '12.90 EUR',
        },
        remarks: [],
      },
      {
        fields: { purchasedAt: '2026-11-13' },
        remarks: [{ field: 'phone' }, { field: 'amount', column: 'Betrag' }],
      },
    ]);
  });
});
