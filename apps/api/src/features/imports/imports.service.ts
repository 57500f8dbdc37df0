import { Injectable } from '@nestjs/common';
import type { Import, listImports, listKeptItems, QueryOf, ReplyOf } from '@regulars/contracts';
import { boundTo, holds, type Actor } from '../../platform/actor.ts';
import { ClubError } from '../../platform/club-error.ts';
import { page, readCursor } from '../../platform/http/cursor.ts';
import { sqlOrderOf, sqlPage } from '../../platform/http/sql-order.ts';
import { assertMayImport, importableBy, reachesImport } from './import-access.ts';
import type { ImportRecord } from './import.ts';
import { ImportTotals } from './import-totals.ts';
import { ImportMoves } from './import-moves.ts';
import { importOrders, ImportsRepository } from './imports.repository.ts';
import { KeptItems } from './kept-items.repository.ts';
import { ItemsRepository } from './items.repository.ts';
import { SecondPerson } from './second-person.ts';
import { showImport, showRow } from './show-import.ts';

const errorsShown = 20;

/** Imports of members, products and purchases, and what people do with them. */
@Injectable()
export class ImportsService {
  constructor(
    private readonly imports: ImportsRepository,
    private readonly items: ItemsRepository,
    private readonly moves: ImportMoves,
    private readonly totals: ImportTotals,
    private readonly kept: KeptItems,
    private readonly second: SecondPerson,
  ) {}

  /** Newest first, unless the caller sorts otherwise. */
  async list(actor: Actor, query: QueryOf<typeof listImports>): Promise<ReplyOf<typeof listImports>> {
    const { limit, cursor } = query;
    const seen = { kinds: importableBy(actor, 'read'), within: boundTo(actor) };
    const order = sqlOrderOf(query, { sort: 'created', order: 'desc' }, importOrders);
    const rows = order
      ? await this.imports.sorted(seen, order, limit + 1)
      : await this.imports.list(seen, readCursor(cursor, 'moment', 'id'), limit + 1);
    const usual = ({ created_at: at, id }: ImportRecord) => [at.toISOString(), id];
    return sqlPage(rows, { limit, order, idOf: ({ id }) => id, usual }, showRow);
  }

  /** Throws `not-found`. */
  async byId(actor: Actor, id: string): Promise<Import> {
    const record = await this.imports.find(id);
    if (!record || !reachesImport(actor, record, 'read')) throw new ClubError('not-found');
    return showImport(record, await this.items.errors(id, errorsShown), await this.totals.of(id));
  }

  /** Errors quote the file, so only actors who may read the kind see them. */
  async afterChange(actor: Actor, id: string): Promise<Import> {
    const record = await this.imports.find(id);
    if (!record) throw new ClubError('not-found');
    const readable = reachesImport(actor, record, 'read');
    const errors = readable ? await this.items.errors(id, errorsShown) : [];
    return showImport(record, errors, readable ? await this.totals.of(id) : null);
  }

  /** What an undo had to leave, in file order. Throws `not-found`. */
  async leftByUndo(
    actor: Actor,
    id: string,
    { cursor, limit }: QueryOf<typeof listKeptItems>,
  ): Promise<ReplyOf<typeof listKeptItems>> {
    await this.byId(actor, id);
    const after = readCursor(cursor, 'number')?.[0] ?? 0;
    const rows = await this.kept.list(id, after, limit + 1, holds(actor, 'members:read'));
    return page(
      rows,
      limit,
      ({ item: _, ...shown }) => shown,
      ({ item }) => [item],
    );
  }

  /** Imports what a dry run has checked. Throws `not-found`, `import-not-ready`, `not-allowed`, `own-approval-refused`. */
  async begin(actor: Actor, id: string): Promise<Import> {
    return this.#move(actor, id, 'import.started', ['checked'], async (record) => {
      assertMayImport(actor, record.settings);
      await this.second.assertMayStart(actor, record);
      await this.imports.begin(id);
      await this.moves.queue(id);
    });
  }

  async cancel(actor: Actor, id: string): Promise<Import> {
    return this.#move(actor, id, 'import.cancelled', ['waiting', 'running'], () => this.imports.cancel(id));
  }

  async undo(actor: Actor, id: string): Promise<Import> {
    return this.#move(
      actor,
      id,
      'import.undone',
      ['done', 'cancelled', 'failed'],
      async ({ dry_run: dryRun }) => {
        if (dryRun)
          throw new ClubError('import-not-ready', 'A dry run changes nothing, so there is nothing to undo');
        await this.imports.undo(id);
        await this.moves.queue(id);
      },
    );
  }

  async #move(
    actor: Actor,
    id: string,
    action: string,
    from: readonly ImportRecord['state'][],
    change: (record: ImportRecord) => Promise<void>,
  ): Promise<Import> {
    await this.moves.move(actor, id, action, from, change);
    return this.afterChange(actor, id);
  }
}
