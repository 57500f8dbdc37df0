import { Injectable } from '@nestjs/common';
import type { ChosenRetention, PrivacySettings, Retention } from '@regulars/contracts';
import { likelyCountry, retentionCountries, usualRetention } from '@regulars/loyalty';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { ClubSettings } from '../club/index.ts';
import { Keyring } from './keyring.ts';
import { PrivacySettingsRepository } from './privacy-settings.repository.ts';
import { RetainedRecordsRepository } from './retained-records.repository.ts';

/** The retention periods of the club: its own choice, otherwise the default of its country. */
@Injectable()
export class PrivacyChoices {
  constructor(
    private readonly settings: PrivacySettingsRepository,
    private readonly club: ClubSettings,
    private readonly keyring: Keyring,
    private readonly records: RetainedRecordsRepository,
    private readonly audit: AuditTrail,
    private readonly transactions: Transactions,
  ) {}

  async effective(): Promise<Retention & { readonly zone: string }> {
    const { timeZone: zone } = await this.club.current();
    return { ...resolve(await this.settings.find(), zone), zone };
  }

  async show(): Promise<PrivacySettings> {
    const { version, ...chosen } = await this.settings.find();
    const { timeZone } = await this.club.current();
    return {
      version,
      chosen,
      effective: resolve(chosen, timeZone),
      defaults: retentionCountries.map((country) => ({ country, ...usualRetention[country] })),
      keyMissing: this.keyring.isEmpty,
      keysLost: await this.keysLost(),
    };
  }

  /** Names of keys that records need and that are missing in `RETENTION_KEYS`. */
  async keysLost(): Promise<string[]> {
    return (await this.records.keyNames()).filter((name) => !this.keyring.has(name));
  }

  async choose(actor: Actor, chosen: ChosenRetention, known?: number): Promise<PrivacySettings> {
    return this.transactions.run(async () => {
      const { version: _, ...before } = await this.settings.find();
      if (!(await this.settings.save(chosen, known))) throw new ClubError('version-changed');
      const subject = { type: 'club', id: 'club' };
      await this.audit.record(actor, { action: 'club.privacy-changed', subject, before, after: chosen });
      return this.show();
    });
  }
}

const resolve = (chosen: ChosenRetention, zone: string): Retention => {
  const country = chosen.country ?? likelyCountry(zone);
  const usual = usualRetention[country];
  return {
    country,
    profileDays: chosen.profileDays ?? usual.profileDays,
    consentProofYears: chosen.consentProofYears ?? usual.consentProofYears,
    bookkeepingYears: chosen.bookkeepingYears ?? usual.bookkeepingYears,
  };
};
