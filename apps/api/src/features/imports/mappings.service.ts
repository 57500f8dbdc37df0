import { Injectable } from '@nestjs/common';
import type { BodyOf, SavedImportMapping, saveImportMapping } from '@regulars/contracts';
import { ClubError } from '../../platform/club-error.ts';
import { newId } from '../../platform/ids.ts';
import { MappingsRepository } from './mappings.repository.ts';

/** Which column is what, kept for the next file of the same kind. */
@Injectable()
export class ImportMappings {
  constructor(private readonly mappings: MappingsRepository) {}

  async list(): Promise<{ data: SavedImportMapping[]; cursor: { next: null } }> {
    return { data: await this.mappings.list(), cursor: { next: null } };
  }

  async save(mapping: BodyOf<typeof saveImportMapping>): Promise<SavedImportMapping> {
    return this.mappings.save({ ...mapping, id: newId() });
  }

  /** Throws `not-found`, `already-taken`. */
  async rename(id: string, name: string): Promise<SavedImportMapping> {
    const renamed = await refusingTaken(() => this.mappings.rename(id, name));
    if (!renamed) throw new ClubError('not-found');
    return renamed;
  }

  /** Throws `not-found`. */
  async remove(id: string): Promise<void> {
    if (!(await this.mappings.remove(id))) throw new ClubError('not-found');
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
