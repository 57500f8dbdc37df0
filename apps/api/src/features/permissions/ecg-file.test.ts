import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ecgHashesOf, readEcgFile } from './ecg-file.ts';

const sha1 = (text: string) => createHash('sha1').update(text).digest();

describe('the ECG list', () => {
  it('knows an address by itself and by its domain, in small letters', () => {
    const found = ecgHashesOf('Anna@Member.example').map((hash) => hash.toString('hex'));
    expect(found).toContain(sha1('anna@member.example').toString('hex'));
    expect(found).toContain(sha1('@member.example').toString('hex'));
    expect(found).toContain(createHash('sha512').update('member.example').digest('hex'));
  });

  it('is read from the file of the regulator', () => {
    const hashes = [sha1('a@b.example'), sha1('@c.example')];
    expect(readEcgFile(Buffer.concat(hashes))).toEqual({ hashes, refused: [] });
    expect(readEcgFile(Buffer.concat(hashes).subarray(1))).toBeNull();
  });

  it('is read from text, and says which lines hold no hash', () => {
    const hash = sha1('a@b.example');
    const text = `\r\n${hash.toString('hex').toUpperCase()}\r\na@b.example\n`;
    expect(readEcgFile(Buffer.from(text))).toEqual({ hashes: [hash], refused: [3] });
    expect(readEcgFile(Buffer.from('email\na@b.example\n'))).toBeNull();
    expect(readEcgFile(Buffer.alloc(0))).toBeNull();
    // A hash among other things is chance.
    expect(readEcgFile(Buffer.from(`a@b.example\nb@b.example\n${hash.toString('hex')}`))).toBeNull();
  });

  it.each<[string, (text: string) => Buffer]>([
    ['UTF-8 with a mark', (text) => Buffer.from(`\uFEFF${text}`)],
    ['UTF-16', (text) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['UTF-16 of other machines', (text) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
    ['the encoding of old tables', (text) => Buffer.from(text, 'latin1')],
    ['lines of old machines', (text) => Buffer.from(text.replaceAll('\n', '\r'))],
  ])('is read from text in %s, whatever its length', (_, encode) => {
    const hashes = [sha1('a@b.example'), sha1('@c.example')];
    for (let spaces = 0; spaces < 20; spaces += 1) {
      const text = [...hashes.map((hash) => hash.toString('hex')), `für${' '.repeat(spaces)}`].join('\n');
      expect(readEcgFile(encode(text))).toEqual({ hashes, refused: [3] });
    }
  });

  it('is not taken for text by its first bytes', () => {
    const hashes = [Buffer.from('fffe00112233445566778899aabbccddeeff9081', 'hex'), sha1('@c.example')];
    expect(readEcgFile(Buffer.concat(hashes))).toEqual({ hashes, refused: [] });
  });
});
