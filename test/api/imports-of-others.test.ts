import type { Import, ImportKind, previewImport, Problem, ReplyOf } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { encoded } from '../support/encoded.ts';
import { makeKey } from '../support/makers.ts';
import { makeMember } from '../support/makers/members.ts';
import { Importing } from '../support/makers/imports.ts';

let api: TestApp;
let importing: Importing;

beforeAll(async () => {
  api = await startApp();
  importing = new Importing(api, await makeKey(api));
});
afterAll(() => api.close());

type Preview = ReplyOf<typeof previewImport>;
type File = string | Uint8Array;

const previewed = async (kind: ImportKind, file: File): Promise<Preview> => {
  const { status, body } = await importing.offer<Preview>({ kind }, file, { path: '/imports/preview' });
  expect({ status, body }).toMatchObject({ status: 200 });
  return body;
};

/** Imports a file as it is guessed, as a person would who changes nothing. */
const asGuessed = async (kind: ImportKind, file: File, options: object = {}): Promise<Import> => {
  const { mapping, options: guessed } = await previewed(kind, file);
  return importing.run({ kind, mapping, options: { ...guessed, ...options } }, file);
};

const namesOf = async (query: string): Promise<string[]> => {
  const { data } = await importing.get<{ data: { displayName: string }[] }>(`/members?query=${query}`);
  return data.map(({ displayName }) => displayName).sort();
};

describe('files in other character sets', () => {
  it.each(['windows-1250', 'cp852', 'utf-16be'] as const)(
    'come in as they were written: %s',
    async (encoding) => {
      const text = `Číslo zákazníka;Jméno;Příjmení\nCS-${encoding};Žaneta;Šťastná\n`;
      expect((await asGuessed('members', encoded(text, encoding))).counts).toMatchObject({ created: 1 });
      expect(await namesOf(`CS-${encoding}`)).toEqual(['Žaneta Šťastná']);
    },
  );

  it('are not taken in silence if they can be read in two ways', async () => {
    const file = encoded('Kundennummer;Vorname\nCS-UNSURE;Sørine\n', 'windows-1252');
    const { encodings, mapping } = await previewed('members', file);
    expect(encodings.length).toBeGreaterThan(1);
    const asked = await importing.offer<Problem>({ kind: 'members', mapping }, file);
    expect(asked).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/settings/options/encoding', reason: 'file-encoding-unsure' }] },
    });
    await importing.run({ kind: 'members', mapping, options: { encoding: 'windows-1252' } }, file);
    expect(await namesOf('CS-UNSURE')).toEqual(['Sørine']);
  });
});

describe('our own files', () => {
  const columns = { externalId: 'id', firstName: 'first', phone: 'phone', birthday: 'born' };
  const settings = { kind: 'members', mapping: { columns } } as const;

  it('come in again after a correction of the refused lines', async () => {
    const file =
      'id,first,phone,born\nOWN-1,Eva,+436601110001,1990-13-01\nOWN-2,-Ota-,+436601110002,1990-13-02\n';
    const { id } = await importing.run(settings, file);
    const refused = await importing.text(`/imports/${id}/errors`);
    expect(refused).toContain(",'-Ota-,+436601110002,");
    const done = await importing.run(settings, refused.replaceAll('1990-13', '1990-12'));
    expect(done.counts).toMatchObject({ created: 2, refused: 0 });
    expect(await namesOf('OWN-2')).toEqual(['-Ota-']);
  });

  it('come in again as they were exported, all found and none refused', async () => {
    await makeMember(api, { firstName: '=cmd()', phone: '+436601110005' });
    await makeMember(api, {
      firstName: "'-Eva",
      email: undefined,
      phone: '+436601110006',
      birthday: '--03-27',
    });
    const made = await importing.post<{ id: string }>('/exports', { kind: 'members' });
    await expect
      .poll(async () => (await importing.get<{ state: string }>(`/exports/${made.id}`)).state)
      .toBe('done');
    const csv = await importing.text(`/exports/${made.id}/file`);
    const { mapping, options } = await previewed('members', csv);
    const done = await importing.run({ kind: 'members', mapping, options, dryRun: true }, csv);
    expect(done).toMatchObject({ counts: { created: 0, refused: 0, conflicts: 0 }, errors: [] });
    expect(done.counts.matched).toBe(done.lines);
  });

  it('and those of others come in, whatever guards their numbers', async () => {
    const lines = [
      "'7013808660771;Lena;'+436601110003",
      'OWN-4;Uwe;="+436601110004"',
      '="007";Ida;"=""0436"""',
    ];
    const { id } = await importing.run(
      { ...settings, mapping: { columns: { externalId: 'Customer ID', phone: 'Phone' } } },
      `Customer ID;First;Phone\n${lines.join('\n')}\n`,
    );
    const { data } = await importing.get<{ data: object[] }>('/members?query=7013808660771');
    expect(data).toMatchObject([{ externalId: '7013808660771', phone: '+436601110003' }]);
    expect(await importing.get(`/imports/${id}/refused-lines`)).toMatchObject({
      data: [{ cells: ['007', 'Ida', '0436'], error: { reason: 'no-phone' } }],
    });
  });
});
