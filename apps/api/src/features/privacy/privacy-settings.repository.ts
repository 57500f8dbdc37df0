import { Injectable } from '@nestjs/common';
import type { ChosenRetention } from '@regulars/contracts';
import type { Repository } from 'typeorm';
import { put } from '../../platform/database/entity-writes.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { PrivacySettingsEntity } from './entities/privacy-settings.entity.ts';

const only = { id: 1 };
const nothingChosen = { country: null, profileDays: null, consentProofYears: null, bookkeepingYears: null };

@Injectable()
export class PrivacySettingsRepository {
  constructor(private readonly transactions: Transactions) {}

  async find(): Promise<ChosenRetention> {
    const row = await this.#rows.findOneBy(only);
    if (!row) return nothingChosen;
    const { id: _, ...chosen } = row;
    return chosen;
  }

  async save({ country, profileDays, consentProofYears, bookkeepingYears }: ChosenRetention): Promise<void> {
    await put(this.#rows, { ...only, country, profileDays, consentProofYears, bookkeepingYears }, ['id']);
  }

  get #rows(): Repository<PrivacySettingsEntity> {
    return this.transactions.entities(PrivacySettingsEntity);
  }
}
