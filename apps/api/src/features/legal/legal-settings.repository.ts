import { Injectable } from '@nestjs/common';
import type { BodyOf, setLegalSettings } from '@regulars/contracts';
import type { Repository } from 'typeorm';
import { change } from '../../platform/database/entity-writes.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { LegalSettingsEntity } from './entities/legal-settings.entity.ts';

export type ChosenLegal = BodyOf<typeof setLegalSettings>;
export type StoredLegal = ChosenLegal & { readonly version: number };

const only = { id: 1 };

@Injectable()
export class LegalSettingsRepository {
  constructor(private readonly transactions: Transactions) {}

  async find(): Promise<StoredLegal> {
    return storedOf(await this.#rows.findOneByOrFail(only));
  }

  /** Undefined if the settings no longer have the version. */
  async save(chosen: ChosenLegal, version?: number): Promise<StoredLegal | undefined> {
    const row = await change(this.#rows, version === undefined ? only : { ...only, version }, chosen);
    return row && storedOf(row);
  }

  get #rows(): Repository<LegalSettingsEntity> {
    return this.transactions.entities(LegalSettingsEntity);
  }
}

const storedOf = ({ id: _, ...stored }: LegalSettingsEntity): StoredLegal => stored;
