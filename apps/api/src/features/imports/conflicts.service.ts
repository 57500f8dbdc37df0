import { Injectable } from '@nestjs/common';
import type {
  ImportKind,
  BodyOf,
  decideImportConflicts,
  listImportConflicts,
  QueryOf,
  ReplyOf,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { page, readCursor } from '../../platform/http/cursor.ts';
import { ConflictsRepository, type ConflictRow } from './conflicts.repository.ts';
import type { FieldChange, ImportRecord, Outcome } from './import.ts';
import { ImportMoves } from './import-moves.ts';
import { ImportsRepository } from './imports.repository.ts';
import { ItemsRepository } from './items.repository.ts';
import { MembersImporter } from './members-importer.ts';
import { ProductsImporter } from './products-importer.ts';
import { written } from './written.ts';

const decidedAtOnce = 500;

type Decision = BodyOf<typeof decideImportConflicts>;
type Page = ReplyOf<typeof listImportConflicts>;

/** Conflicts between a file and the club, until someone decides. */
@Injectable()
export class ImportConflicts {
  constructor(
    private readonly imports: ImportsRepository,
    private readonly items: ItemsRepository,
    private readonly rows: ConflictsRepository,
    private readonly members: MembersImporter,
    private readonly products: ProductsImporter,
    private readonly moves: ImportMoves,
  ) {}

  async list(
    id: string,
    { cursor, limit, field }: QueryOf<typeof listImportConflicts>,
  ): Promise<Pick<Page, 'data' | 'cursor' | 'fields'>> {
    const after = readCursor(cursor, 'number')?.[0] ?? 0;
    const rows = await this.rows.from(id, after, limit + 1, { field });
    const fields = await this.rows.fields(id);
    return { ...page(rows, limit, showConflict, ({ item }) => [item]), fields };
  }

  /** Throws `not-found`, `import-not-ready`, `already-taken`; then nothing is decided. */
  async decide(actor: Actor, id: string, decision: Decision): Promise<void> {
    await this.moves.move(actor, id, 'import.decided', ['done', 'cancelled'], async (record) => {
      let after = 0;
      for (;;) {
        const rows = await this.rows.from(id, after, decidedAtOnce, decision);
        const last = rows.at(-1);
        if (!last) return;
        await this.#decideSome(record, rows, decision);
        after = last.item;
      }
    });
  }

  async #decideSome(
    { id, kind }: ImportRecord,
    rows: readonly ConflictRow[],
    { decision, field }: Decision,
  ): Promise<void> {
    const parted = rows.map((row) => part(row, field));
    const due = parted.map(({ row, due: open }) => ({ ...row, changes: { open } }));
    // What a purchase or a posting says is never in conflict.
    const appliers = {
      products: this.products,
      members: this.members,
      purchases: null,
      balances: null,
    } satisfies {
      [K in ImportKind]: object | null;
    };
    if (decision === 'take') await appliers[kind]?.apply(due, 'open', 'theirs');
    await this.items.settle(
      id,
      parted.map((each) => outcomeOf(each, decision)),
    );
    await this.imports.decided(id, parted.filter(({ left }) => left.length === 0).length);
  }
}

interface Parted {
  readonly row: ConflictRow;
  readonly due: readonly FieldChange[];
  readonly left: readonly FieldChange[];
}

const part = (row: ConflictRow, field: string | undefined): Parted => {
  const open = row.changes?.open ?? [];
  const isDue = (change: FieldChange): boolean => field === undefined || change.field === field;
  return { row, due: open.filter(isDue), left: open.filter((change) => !isDue(change)) };
};

const outcomeOf = ({ row, due, left }: Parted, decision: 'keep' | 'take'): Outcome => {
  const made = [...(row.changes?.made ?? []), ...(decision === 'take' ? due : [])];
  const booked = row.changes?.booked;
  const changes = {
    ...(made.length > 0 ? { made } : {}),
    ...(left.length > 0 ? { open: left } : {}),
    ...(booked ? { booked } : {}),
  };
  return {
    item: row.item,
    state: left.length > 0 ? 'conflict' : 'matched',
    subjectId: row.subject_id,
    ...(Object.keys(changes).length > 0 ? { changes } : {}),
  };
};

const showConflict = ({ item, line, key, subject_id: subjectId, changes }: ConflictRow) => ({
  item,
  line,
  key: key.replace(/^[ecmp]:/, ''),
  subjectId,
  fields: (changes?.open ?? []).map(({ field, ours, theirs }) => ({
    field,
    ours: ours === null ? null : written(ours),
    theirs: written(theirs),
  })),
});
