import { Injectable } from '@nestjs/common';
import type { BodyOf, SavedImportMapping, saveImportMapping } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { ClubError } from '../../platform/club-error.ts';
import { newId } from '../../platform/ids.ts';
import { assertMayImportKind, importableBy } from './import-access.ts';
import { MappingsRepository } from './mappings.repository.ts';

/** Column mappings, saved for the next file of the same kind. */
@Injectable()
export class ImportMappings {
  constructor(private readonly mappings: MappingsRepository) {}

  async list(actor: Actor): Promise<{ data: SavedImportMapping[]; cursor: { next: null } }> {
    return { data: await this.mappings.list(importableBy(actor, 'read')), cursor: { next: null } };
  }

  /** Throws `not-allowed`. */
  async save(actor: Actor, mapping: BodyOf<typeof saveImportMapping>): Promise<SavedImportMapping> {
    assertMayImportKind(actor, mapping.kind);
    return this.mappings.save({ ...mapping, id: newId() });
  }

  /** Throws `not-found`, `already-taken`. */
  async rename(actor: Actor, id: string, name: string): Promise<SavedImportMapping> {
    const kinds = importableBy(actor, 'write');
    const renamed = await refusingTaken(() => this.mappings.rename(id, name, kinds));
    if (!renamed) throw new ClubError('not-found');
    return renamed;
  }

  /** Throws `not-found`. */
  async remove(actor: Actor, id: string): Promise<void> {
    if (!(await this.mappings.remove(id, importableBy(actor, 'write')))) throw new ClubError('not-found');
  }
}

const refusingTaken = async <Result>(write: () => Promise<Result>): Promise<Result> => {
  try {
    return await write();
  } catch (error) {
    if ((error as { constraint?: string }).constraint !== 'import_mappings_name') throw error;
    throw ClubError.field('already-taken', '/name', 'another mapping has this name');
  }
};
