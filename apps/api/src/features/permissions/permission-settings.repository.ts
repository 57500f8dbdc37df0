import { Injectable } from '@nestjs/common';
import type { ContactLimits } from '@regulars/loyalty';
import type { Repository } from 'typeorm';
import { change } from '../../platform/database/entity-writes.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import type { ChosenCountries } from './chosen-rules.ts';
import { PermissionSettingsEntity } from './entities/permission-settings.entity.ts';

const only = { id: 1 };

export interface StoredSettings {
  readonly version: number;
  readonly countries: ChosenCountries;
  readonly limits: ContactLimits;
  /** Signs links to preferences. */
  readonly linkKey: Buffer;
}

@Injectable()
export class PermissionSettingsRepository {
  constructor(private readonly transactions: Transactions) {}

  async find(): Promise<StoredSettings> {
    return storedOf(await this.#rows.findOneByOrFail(only));
  }

  /** Undefined if the settings no longer have the version. */
  async save(
    countries: ChosenCountries,
    { quietHours, mostPerWeek }: ContactLimits,
    version?: number,
  ): Promise<StoredSettings | undefined> {
    const { from: quietFrom = null, until: quietUntil = null } = quietHours ?? {};
    const known = version === undefined ? only : { ...only, version };
    const row = await change(this.#rows, known, { countries, quietFrom, quietUntil, mostPerWeek });
    return row && storedOf(row);
  }

  get #rows(): Repository<PermissionSettingsEntity> {
    return this.transactions.entities(PermissionSettingsEntity);
  }
}

const storedOf = (row: PermissionSettingsEntity): StoredSettings => {
  const { version, countries, quietFrom, quietUntil, mostPerWeek, linkKey } = row;
  const isQuiet = quietFrom !== null && quietUntil !== null;
  const quietHours = isQuiet ? { from: quietFrom, until: quietUntil } : null;
  return { version, countries, limits: { quietHours, mostPerWeek }, linkKey };
};
