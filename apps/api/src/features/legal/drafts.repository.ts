import { Injectable } from '@nestjs/common';
import type { LegalKind, Texts } from '@regulars/contracts';
import type { Repository } from 'typeorm';
import { change } from '../../platform/database/entity-writes.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { LegalDraftEntity } from './entities/legal-draft.entity.ts';

export type StoredDraft = LegalDraftEntity;

@Injectable()
export class DraftsRepository {
  constructor(private readonly transactions: Transactions) {}

  async find(kind: LegalKind): Promise<LegalDraftEntity> {
    return this.#rows.findOneByOrFail({ kind });
  }

  /** Nobody else saves or publishes this kind before the transaction ends. */
  async lock(kind: LegalKind): Promise<LegalDraftEntity> {
    return this.#rows.findOneOrFail({ where: { kind }, lock: { mode: 'pessimistic_write' } });
  }

  /** The changed draft, or undefined if it no longer has this version. */
  async save(
    kind: LegalKind,
    version: number,
    values: { readonly content: Texts; readonly updatedAt: Date },
  ): Promise<LegalDraftEntity | undefined> {
    return change(this.#rows, { kind, version }, values);
  }

  get #rows(): Repository<LegalDraftEntity> {
    return this.transactions.entities(LegalDraftEntity);
  }
}
