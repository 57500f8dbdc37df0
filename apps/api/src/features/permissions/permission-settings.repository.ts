import { Injectable } from '@nestjs/common';
import type { ContactLimits } from '@regulars/loyalty';
import type { Repository } from 'typeorm';
import { put } from '../../platform/database/entity-writes.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import type { ChosenCountries } from './chosen-rules.ts';
import { PermissionSettingsEntity } from './entities/permission-settings.entity.ts';

const only = { id: 1 };

export interface StoredSettings {
  readonly countries: ChosenCountries;
  readonly limits: ContactLimits;
  /** Signs links to preferences. */
  readonly linkKey: Buffer;
}

@Injectable()
export class PermissionSettingsRepository {
  constructor(private readonly transactions: Transactions) {}

  async find(): Promise<StoredSettings> {
    const { countries, quietFrom, quietUntil, mostPerWeek, linkKey } = await this.#rows.findOneByOrFail(only);
    const isQuiet = quietFrom !== null && quietUntil !== null;
    const quietHours = isQuiet ? { from: quietFrom, until: quietUntil } : null;
    return { countries, limits: { quietHours, mostPerWeek }, linkKey };
  }

  async save(countries: ChosenCountries, { quietHours, mostPerWeek }: ContactLimits): Promise<void> {
    const { from: quietFrom = null, until: quietUntil = null } = quietHours ?? {};
    await put(this.#rows, { ...only, countries, quietFrom, quietUntil, mostPerWeek }, ['id']);
  }

  get #rows(): Repository<PermissionSettingsEntity> {
    return this.transactions.entities(PermissionSettingsEntity);
  }
}
