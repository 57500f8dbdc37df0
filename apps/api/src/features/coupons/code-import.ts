import { Injectable } from '@nestjs/common';
import type { CodeLineError } from '@regulars/contracts';
import { readForeignCode } from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { endingOf } from './code-ending.ts';
import { CodeImportsRepository, type FileMark, type NewCode } from './code-imports.repository.ts';
import { CodeKey } from '../../platform/codes/code-key.ts';
import { codesIn, wholeLines, type CodeLine } from '../../platform/codes/code-lines.ts';
import { UploadFiles } from './upload-files.ts';

/** What a piece of a file brings. */
interface Piece {
  /** With their lines, each once. */
  readonly codes: ReadonlyMap<string, NewCode & { readonly line: number }>;
  readonly errors: readonly CodeLineError[];
  readonly lines: number;
}

/**
 * Takes codes of another system from their file, piece by piece. Each piece is one transaction with the mark of how far the
 * file was read, so a killed run goes on where it was, and nothing is taken twice.
 */
@Injectable()
export class CodeImport {
  constructor(
    private readonly imports: CodeImportsRepository,
    private readonly files: UploadFiles,
    private readonly key: CodeKey,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Throws `code-key-missing`, and what reading the file throws. */
  async run(batchId: string): Promise<void> {
    let mark = await this.imports.mark(batchId);
    if (!mark) return;
    const shared = await this.imports.sharedKeys();
    const idOf = this.key.ids();
    for await (const lines of wholeLines(this.files.read(batchId, mark.bytes))) {
      const piece = pieceOf(codesIn(lines, mark.lines), shared, idOf);
      const next: FileMark = { bytes: mark.bytes + lines.bytes, lines: mark.lines + lines.lines.length };
      // Another run of this job is further. It goes on.
      if (!(await this.#take(batchId, piece, mark, next))) return;
      mark = next;
    }
    await this.imports.finish(batchId, this.clock.date());
    await this.files.remove(batchId);
  }

  async #take(batchId: string, piece: Piece, from: FileMark, to: FileMark): Promise<boolean> {
    return this.transactions.run(async () => {
      const now = await this.imports.lockedMark(batchId);
      if (now?.bytes !== from.bytes) return false;
      const left = await this.imports.add(batchId, [...piece.codes.values()]);
      const doubles = left.map(({ id, own }): CodeLineError => {
        const reason = own ? 'twice' : 'known';
        return { line: piece.codes.get(id)?.line ?? 0, reason };
      });
      const errors = [...piece.errors, ...doubles];
      await this.imports.refuse(batchId, errors);
      await this.imports.advance(batchId, { done: piece.lines, refused: errors.length }, to);
      return true;
    });
  }
}

const pieceOf = (
  lines: readonly CodeLine[],
  shared: ReadonlySet<string>,
  idOf: (key: string) => string,
): Piece => {
  const codes = new Map<string, NewCode & { readonly line: number }>();
  const errors: CodeLineError[] = [];
  for (const { line, code } of lines) {
    const read = readForeignCode(code);
    if (typeof read === 'string') errors.push({ line, reason: read });
    else if (shared.has(read.key)) errors.push({ line, reason: 'shared' });
    else {
      const id = idOf(read.key);
      if (codes.has(id)) errors.push({ line, reason: 'twice' });
      else codes.set(id, { id, ending: endingOf(read.key), line });
    }
  }
  return { codes, errors, lines: lines.length };
};
