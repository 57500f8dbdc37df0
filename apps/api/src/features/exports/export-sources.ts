import { Injectable } from '@nestjs/common';
import { exportKind, exportScopes, type ExportKind } from '@regulars/contracts';
import { boundTo, holds, type Actor } from '../../platform/actor.ts';
import type { ExportSource } from '../../platform/export-source.ts';
import { ExportedMembers } from '../members/index.ts';
import { ExportedJournal } from '../points/index.ts';
import { ExportedPurchases } from '../purchases/index.ts';

/** The available exports, and who may use them. */
@Injectable()
export class ExportSources {
  readonly #sources: Record<ExportKind, ExportSource>;

  constructor(members: ExportedMembers, purchases: ExportedPurchases, journal: ExportedJournal) {
    this.#sources = { members, purchases, journal };
  }

  of(kind: ExportKind): ExportSource {
    return this.#sources[kind];
  }

  /** The kinds that an actor may read: keys by their scopes, managers all. A file covers all locations. */
  readableBy(actor: Actor): ExportKind[] {
    if (boundTo(actor) !== null) return [];
    return exportKind.options.filter((kind) => holds(actor, ...exportScopes[kind]));
  }
}
