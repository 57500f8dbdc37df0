import { Injectable } from '@nestjs/common';
import type { ExportKind, Scope } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import type { ExportSource } from '../../platform/export-source.ts';
import { ExportedMembers } from '../members/index.ts';
import { ExportedJournal } from '../points/index.ts';
import { ExportedPurchases } from '../purchases/index.ts';

const scopes: Record<ExportKind, Scope> = {
  members: 'members:read',
  purchases: 'purchases:read',
  journal: 'points:read',
};
const kinds = Object.keys(scopes) as ExportKind[];

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
    if (actor.kind !== 'api-key') return kinds;
    if (actor.locationIds.length > 0) return [];
    return kinds.filter((kind) => actor.scopes.includes('*') || actor.scopes.includes(scopes[kind]));
  }

  scopeOf(kind: ExportKind): Scope {
    return scopes[kind];
  }
}
