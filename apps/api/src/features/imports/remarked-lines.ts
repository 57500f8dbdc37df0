import { Injectable } from '@nestjs/common';
import type { listImportRemarks, QueryOf, RemarkedLine, ReplyOf } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { ClubError } from '../../platform/club-error.ts';
import { page, readCursor } from '../../platform/http/cursor.ts';
import { reachesImport } from './import-access.ts';
import { ImportsRepository } from './imports.repository.ts';
import { delimiterOf } from './refused-lines.ts';
import { englishOf } from './refusals.ts';
import { RemarksRepository, type RemarkedRow } from './remarks.repository.ts';
import { showError } from './show-import.ts';

/** Lines that came in without some of their cells. */
@Injectable()
export class RemarkedLines {
  constructor(
    private readonly imports: ImportsRepository,
    private readonly remarks: RemarksRepository,
  ) {}

  /** Throws `not-found`. */
  async list(
    actor: Actor,
    id: string,
    { cursor, limit }: QueryOf<typeof listImportRemarks>,
  ): Promise<ReplyOf<typeof listImportRemarks>> {
    const record = await this.imports.find(id);
    if (!record || !reachesImport(actor, record, 'read')) throw new ClubError('not-found');
    const after = readCursor(cursor, 'number')?.[0] ?? 0;
    const rows = await this.remarks.lines(id, after, limit + 1);
    const show = ({ line, cells, refusals }: RemarkedRow): RemarkedLine => ({
      line,
      cells: [...cells],
      remarks: refusals.map((refusal) =>
        showError({ line, code: refusal.code, message: englishOf(refusal), refusal }, record),
      ),
    });
    return {
      ...page(rows, limit, show, ({ line }) => [line]),
      header: [...record.header],
      delimiter: delimiterOf(record),
    };
  }
}
