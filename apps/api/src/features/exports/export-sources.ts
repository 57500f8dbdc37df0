import { Injectable } from '@nestjs/common';
import { exportKind, exportScopes, type ExportKind } from '@regulars/contracts';
import { boundTo, holds, type Actor } from '../../platform/actor.ts';
import type { ExportSource } from '../../platform/export-source.ts';
import { ExportedMembers } from '../members/index.ts';
import { ExportedJournal } from '../points/index.ts';
import { ExportedPurchases } from '../purchases/index.ts';

/** What can be exported, and by whom. */
@Injectable()
export class ExportSources {
  readonly #sources: Record<ExportKind, ExportSource>;

  constructor(members: ExportedMembers, purchases: ExportedPurchases, journal: ExportedJournal) {
    this.#sources = { members, purchases, journal };
  }

  of(kind: ExportKind): ExportSource {
    return this.#sources[kind];
  }

  /** The kinds that an actor may read: a key those of its scopes, a manager all. A file shows all locations. */
  readableBy(actor: Actor): ExportKind[] {
    if (boundTo(actor) !== null) return [];
    return exportKind.options.filter((kind) => holds(actor, ...exportScopes[kind]));
  }
}
