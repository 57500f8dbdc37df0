import { Injectable } from '@nestjs/common';
import type { ImportKind, SavedImportMapping } from '@regulars/contracts';
import { In, type Repository } from 'typeorm';
import { change, put, remove } from '../../platform/database/entity-writes.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { ImportMappingEntity } from './entities/import-mapping.entity.ts';

@Injectable()
export class MappingsRepository {
  constructor(private readonly transactions: Transactions) {}

  async list(kinds: readonly ImportKind[]): Promise<SavedImportMapping[]> {
    return this.#rows.find({ where: { kind: In(kinds) }, order: { name: 'asc', kind: 'asc' }, take: 200 });
  }

  /** Replaces one with the same kind and name. */
  async save(mapping: SavedImportMapping): Promise<SavedImportMapping> {
    return put(this.#rows, mapping, ['kind', 'name']);
  }

  /** Undefined if there is none of these kinds. */
  async rename(
    id: string,
    name: string,
    kinds: readonly ImportKind[],
  ): Promise<SavedImportMapping | undefined> {
    return change(this.#rows, { id, kind: In(kinds) }, { name });
  }

  /** False if there is none of these kinds. */
  async remove(id: string, kinds: readonly ImportKind[]): Promise<boolean> {
    return (await remove(this.#rows, { id, kind: In(kinds) })).length > 0;
  }

  get #rows(): Repository<ImportMappingEntity> {
    return this.transactions.entities(ImportMappingEntity);
  }
}
