import { Injectable } from '@nestjs/common';
import type { BodyOf, setLegalSettings } from '@regulars/contracts';
import type { Repository } from 'typeorm';
import { put } from '../../platform/database/entity-writes.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { LegalSettingsEntity } from './entities/legal-settings.entity.ts';

export type ChosenLegal = BodyOf<typeof setLegalSettings>;

const only = { id: 1 };
const nothingChosen: ChosenLegal = {
  country: null,
  noticeDays: null,
  operator: '',
  address: '',
  email: '',
  phone: '',
  register: '',
  taxId: '',
  authority: '',
};

@Injectable()
export class LegalSettingsRepository {
  constructor(private readonly transactions: Transactions) {}

  async find(): Promise<ChosenLegal> {
    const row = await this.#rows.findOneBy(only);
    if (!row) return nothingChosen;
    const { id: _, ...chosen } = row;
    return chosen;
  }

  async save(chosen: ChosenLegal): Promise<void> {
    await put(this.#rows, { ...only, ...chosen }, ['id']);
  }

  get #rows(): Repository<LegalSettingsEntity> {
    return this.transactions.entities(LegalSettingsEntity);
  }
}
