import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { decodedText, utf8 } from './decoded-text.ts';

/** The text of these chunks, or the line that cannot be read. */
const read = async (...chunks: readonly Uint8Array[]): Promise<string> => {
  const refuse = (line: number): Error => new Error(`line ${line}`);
  const text = Readable.from(chunks).pipe(decodedText(utf8, refuse));
  let whole = '';
  try {
    for await (const piece of text) whole += String(piece);
    return whole;
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
};
const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');
const cup = Buffer.from('☕');

describe('bytes of a file', () => {
  it('are read as text, also if a chunk ends within a character', async () => {
    for (const at of [1, 2])
      expect(await read(bytes('A\n'), cup.subarray(0, at), cup.subarray(at), bytes('\nB'))).toBe('A\n☕\nB');
  });

  it('are refused with the line that cannot be read', async () => {
    expect(await read(bytes('A\xff\n'))).toBe('line 1');
    expect(await read(bytes('\x80A\nB'))).toBe('line 1');
    expect(await read(bytes('A\nB\nC\xffD\nE\xff\n'))).toBe('line 3');
    expect(await read(bytes('A\nB'), bytes('C\nD\n\xff'))).toBe('line 4');
    expect(await read(bytes('A\nB'), bytes('\xff\nD'))).toBe('line 2');
    expect(await read(bytes('A\nB'), cup.subarray(0, 2), bytes('\nD'))).toBe('line 2');
    expect(
      await read(bytes('A\nBC'), cup.subarray(0, 2), Buffer.concat([cup.subarray(2), bytes('\nD\xff')])),
    ).toBe('line 3');
  });

  it('are refused if they end within a character', async () => {
    expect(await read(bytes('A\n'), cup.subarray(0, 2))).toBe('line 2');
  });
});
