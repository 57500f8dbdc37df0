import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeWorkbook, type SheetCell } from '../../apps/api/src/features/exports/workbook.ts';
import { unzip } from '../support/unzip.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'workbook-'));
});
afterAll(() => rm(folder, { recursive: true }));

const written = async (rows: SheetCell[][][], most?: number): Promise<Map<string, string>> => {
  const path = join(folder, 'book.xlsx');
  const table = { name: 'members', headings: ['Name', 'Points'], dateFormat: 'dd.mm.yyyy' };
  const chunks = async function* () {
    for (const chunk of rows) yield await Promise.resolve(chunk);
  };
  await writeWorkbook(path, { ...table, rows: chunks() }, most);
  return unzip(await readFile(path));
};

it('has numbers as numbers, dates as dates, and texts that never run', async () => {
  const files = await written([
    [
      ['=1+1', 47.5],
      [{ serial: 46_205, withTime: false }, true],
    ],
    [[null, -1]],
  ]);
  const sheet = files.get('xl/worksheets/sheet1.xml');
  expect(sheet).toContain('<is><t xml:space="preserve">=1+1</t></is></c><c><v>47.5</v></c>');
  expect(sheet).toContain('<c s="2"><v>46205</v></c><c t="b"><v>1</v></c>');
  expect(sheet).toContain('<row r="4"><c/><c><v>-1</v></c></row>');
  expect(sheet).toContain('state="frozen"');
  expect(sheet).not.toContain('<f>');
});

it('keeps characters that XML cannot hold, and texts that look like them', async () => {
  const sheet = (await written([[['a\u0001b<c>&"\r_x0041_\uD800', 1]]])).get('xl/worksheets/sheet1.xml');
  expect(sheet).toContain('a_x0001_b&lt;c&gt;&amp;&quot;_x000D__x005F_x0041_\uFFFD<');
});

it('goes on on the next sheet, each with the names of the columns', async () => {
  const rows = Array.from({ length: 5 }, (_, index): SheetCell[] => [`row ${index}`, index]);
  const files = await written([rows.slice(0, 3), rows.slice(3)], 3);
  expect([...files.keys()].filter((name) => name.includes('sheet'))).toHaveLength(3);
  expect(files.get('xl/worksheets/sheet3.xml')).toMatch(/>Name<.*>row 4</u);
  expect(files.get('xl/workbook.xml')).toContain('name="members (3)"');
});

it('has a sheet with the names of the columns if there are no rows', async () => {
  expect((await written([])).get('xl/worksheets/sheet1.xml')).toContain('>Points<');
});
