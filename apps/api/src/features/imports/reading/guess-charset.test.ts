import iconv from 'iconv-lite';
import { describe, expect, it, test } from 'vitest';
import type { Encoding } from './charsets.ts';
import { startAsText, textFrom } from './charsets.ts';
import { likelyCharsets } from './guess-charset.ts';

const names: Partial<Record<Encoding, string>> = { 'mac-ce': 'maccenteuro' };
const bytes = (text: string, encoding: Encoding): Buffer => iconv.encode(text, names[encoding] ?? encoding);

const czech = 'Číslo zákazníka;Jméno;Příjmení\nK-1;Žofie;Nováková\nK-2;Řehoř;Šťastný\nK-3;Tomáš;Dvořák\n';
const german = 'Kundennummer;Vorname;Nachname\nK-1;Jörg;Müller\nK-2;Käthe;Groß\nK-3;Änne;Özdemir\n';
const mixed = 'Kundennummer;Vorname;Nachname\nK-1;Jörg;Dvořák\nK-2;Käthe;Groß\nK-3;Jiří;Müller\n';

describe('the encoding of a file', () => {
  const all: Encoding[] = ['windows-1250', 'iso-8859-2', 'cp852', 'mac-ce'];
  test.each([
    ...all.flatMap((encoding): [Encoding, string, string][] => [
      [encoding, 'Czech', czech],
      [encoding, 'Czech and German', mixed],
      [encoding, 'names in capitals', 'nummer;name\n1;DVOŘÁKOVÁ\n2;ČERNÝ\n3;ŠŤASTNÁ\n'],
    ]),
    ['windows-1252', 'German', german],
    ['cp850', 'German', german],
    ['windows-1252', 'a single name', 'id;first\n1;Jürgen\n'],
    ['cp850', 'a single name', 'id;first\n1;Jürgen\n'],
    ['windows-1250', 'a single name', 'id;first\n1;Jiří\n'],
    ['windows-1252', 'German in capitals', 'id;name\n1;MÜLLER\n2;ÖZDEMIR\n3;GRÖSSE\n'],
    ['windows-1252', 'prices', 'bon;summe\n1;12,90 €\n2;3,00 €\n'],
    ['windows-1250', 'Polish', 'numer;imię;nazwisko\n1;Łukasz;Wójcik\n2;Małgorzata;Dąbrowska\n'],
    ['windows-1250', 'Hungarian', 'szám;név\n1;Győző Szűcs\n2;Erzsébet Kovács\n3;Ödön Tőkés\n'],
    [
      'windows-1252',
      'French',
      'no;nom;prénom\n1;Lefèvre;François\n2;Bâtard;Gaël\n3;Être;Zoé\n4;Çelik;Agnès\n',
    ],
    ['utf-8', 'Czech', czech],
    ['utf-16le', 'Czech', czech],
    ['utf-16be', 'Czech', czech],
    ['utf-8', 'ASCII', 'id;name\n1;Eva\n'],
  ] as [Encoding, string, string][])('is found: %s, %s', (encoding, _, text) => {
    const read = likelyCharsets(bytes(text, encoding));
    const start = bytes(text, encoding);
    expect(startAsText(start, read[0]?.encoding ?? 'utf-8')).toBe(text);
    expect(read).toHaveLength(1);
  });

  it('is shown by cells that have more than ASCII', () => {
    expect(likelyCharsets(bytes(german, 'cp850'))).toEqual([
      { encoding: 'cp850', sample: ['Jörg', 'Müller', 'Käthe', 'Groß'] },
    ]);
    expect(likelyCharsets(bytes('id\n1\n', 'utf-8'))).toEqual([{ encoding: 'utf-8', sample: [] }]);
  });

  it('is asked where two read well, with how each of them reads', () => {
    const read = likelyCharsets(bytes('nummer;name\n1;Sørensen\n', 'windows-1252'));
    expect(read.length).toBeGreaterThan(1);
    expect(read).toContainEqual({ encoding: 'windows-1252', sample: ['Sørensen'] });
    expect(read).toContainEqual({ encoding: 'windows-1250', sample: ['Sřrensen'] });
  });

  it('is asked where nothing reads well: half of the file is UTF-8', () => {
    const start = Buffer.concat([bytes('nummer;name\n1;Müller\n2;', 'utf-8'), Buffer.from([0xfc, 0x0a])]);
    expect(likelyCharsets(start).length).toBeGreaterThan(1);
  });

  it('is found in files that end within a character', () => {
    expect(likelyCharsets(bytes(czech, 'utf-8').subarray(0, 1))).toMatchObject([{ encoding: 'utf-8' }]);
  });
});

it.each(['cp850', 'cp852', 'mac-ce', 'windows-1250', 'iso-8859-2', 'utf-16be'] as Encoding[])(
  'bytes of %s are read piece by piece',
  (encoding) => {
    const start = bytes(german, encoding);
    const reader = textFrom(encoding);
    const pieces = [...start].map((byte) => reader.decode(Buffer.from([byte]), { stream: true }));
    expect(pieces.join('') + reader.decode()).toBe(german);
  },
);
