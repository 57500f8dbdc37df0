import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { readListFile } from './list-file.ts';

const read = async (text: string): Promise<string[]> =>
  (await readListFile(Readable.from([Buffer.from(text)]))).map(({ line, entry }) => `${line} ${entry}`);

describe('a file of members', () => {
  it('has one column, with or without a head', async () => {
    expect(await read('anna@example.org\n\n42\n')).toEqual(['1 anna@example.org', '3 42']);
    expect(await read('\uFEFFE-Mail\r\nanna@example.org\r\n')).toEqual(['2 anna@example.org']);
  });

  it('has the columns of our exports, and the first cell with an entry says who it is', async () => {
    const czech =
      'Jméno;E-mail;Číslo karty\nAnna;anna@example.org;\nBen;;4021\nCleo;c@example.org;4022\nDan;;\n';
    expect(await read(czech)).toEqual(['2 anna@example.org', '3 4021', '4 4022']);
    expect(await read('displayName,id,email\nAnna,"\'+42",x@example.org\n')).toEqual(['2 +42']);
  });

  it.each([
    ['Anna,Huber\n', '/lines/1', 'table-columns'],
    ['\n\n', '/lines/1', 'table-empty'],
    ['email\n', '/lines/1', 'table-empty'],
  ])('%j is refused', async (text, pointer, reason) => {
    await expect(read(text)).rejects.toMatchObject({
      code: 'invalid-request',
      details: { errors: [{ pointer, reason }] },
    });
  });
});
