import type { Readable } from 'node:stream';
import { largestPartnerFile, mostPartnerCodes, type PartnerLineError } from '@regulars/contracts';
import { readPartnerCode } from '@regulars/loyalty';
import { ClubError } from '../../platform/club-error.ts';
import { CodeFileCheck, codesIn, wholeLines, type CodeLine } from '../../platform/codes/code-lines.ts';

/** The lines of a file with codes. Throws `unreadable-file`, `too-large`. */
export const codeLinesOf = async (file: Readable): Promise<CodeLine[]> => {
  const check = new CodeFileCheck(mostPartnerCodes);
  const found: CodeLine[] = [];
  let before = 0;
  for await (const piece of wholeLines(limited(file))) {
    check.see(piece);
    found.push(...codesIn(piece, before));
    before += piece.lines.length;
  }
  check.end();
  return found;
};

const limited = async function* (file: Readable): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of file as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > largestPartnerFile) throw new ClubError('too-large');
    yield chunk;
  }
};

/** Each code once with its line, and what is wrong with the other lines. */
export const readLines = (lines: readonly CodeLine[]) => {
  const codes = new Map<string, number>();
  const errors: PartnerLineError[] = [];
  for (const { line, code } of lines) {
    const read = readPartnerCode(code);
    if (typeof read === 'string') errors.push({ line, reason: read });
    else if (codes.has(read.code)) errors.push({ line, reason: 'twice' });
    else codes.set(read.code, line);
  }
  return { codes, errors };
};
