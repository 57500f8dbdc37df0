import { Injectable } from '@nestjs/common';
import type { Repository } from 'typeorm';
import { put } from '../../platform/database/entity-writes.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import type { ChosenCountries } from './chosen-rules.ts';
import { PermissionSettingsEntity } from './entities/permission-settings.entity.ts';

const only = { id: 1 };

@Injectable()
export class PermissionSettingsRepository {
  constructor(private readonly transactions: Transactions) {}

  async find(): Promise<ChosenCountries> {
    return (await this.#rows.findOneBy(only))?.countries ?? {};
  }

  async save(countries: ChosenCountries): Promise<void> {
    await put(this.#rows, { ...only, countries }, ['id']);
  }

  /** With which links to preferences are signed. */
  async linkKey(): Promise<Buffer> {
    return (await this.#rows.findOneByOrFail(only)).linkKey;
  }

  get #rows(): Repository<PermissionSettingsEntity> {
    return this.transactions.entities(PermissionSettingsEntity);
  }
}
