import { Injectable } from '@nestjs/common';
import type { ChosenRetention } from '@regulars/contracts';
import type { Repository } from 'typeorm';
import { change } from '../../platform/database/entity-writes.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { PrivacySettingsEntity } from './entities/privacy-settings.entity.ts';

const only = { id: 1 };

export type StoredRetention = ChosenRetention & { readonly version: number };

@Injectable()
export class PrivacySettingsRepository {
  constructor(private readonly transactions: Transactions) {}

  async find(): Promise<StoredRetention> {
    const { id: _, ...stored } = await this.#rows.findOneByOrFail(only);
    return stored;
  }

  /** False if the settings no longer have the version. */
  async save(chosen: ChosenRetention, version?: number): Promise<boolean> {
    const known = version === undefined ? only : { ...only, version };
    return (await change(this.#rows, known, chosen)) !== undefined;
  }

  get #rows(): Repository<PrivacySettingsEntity> {
    return this.transactions.entities(PrivacySettingsEntity);
  }
}
