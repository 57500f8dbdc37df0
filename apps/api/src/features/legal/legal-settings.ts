import { Injectable } from '@nestjs/common';
import type { LegalSettings as Shown } from '@regulars/contracts';
import { likelyCountry, usualNoticeDays } from '@regulars/loyalty';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { ClubChanges, ClubSettings, Remembered } from '../club/index.ts';
import { LegalSettingsRepository, type ChosenLegal, type StoredLegal } from './legal-settings.repository.ts';

/** The operator of the club, and how long before a change of the terms members are told. */
@Injectable()
export class LegalSettings {
  /** Each mail that is not service asks for the country. */
  readonly #chosen: Remembered<StoredLegal>;

  constructor(
    private readonly settings: LegalSettingsRepository,
    private readonly club: ClubSettings,
    private readonly audit: AuditTrail,
    private readonly changes: ClubChanges,
    private readonly transactions: Transactions,
  ) {
    this.#chosen = new Remembered(transactions, () => settings.find());
    changes.onChange(() => this.#chosen.forget());
  }

  /** From memory. */
  async show(): Promise<Shown> {
    return this.#shown(await this.#chosen.get());
  }

  async choose(actor: Actor, chosen: ChosenLegal, known?: number): Promise<Shown> {
    return this.transactions.run(async () => {
      const { version: _, ...before } = await this.settings.find();
      const after = await this.settings.save(chosen, known);
      if (!after) throw new ClubError('version-changed');
      await this.audit.record(actor, {
        action: 'club.legal-changed',
        subject: { type: 'club', id: 'club' },
        before,
        after: chosen,
      });
      await this.changes.announce('settings');
      return this.#shown(after);
    });
  }

  async #shown(chosen: StoredLegal): Promise<Shown> {
    const country = chosen.country ?? likelyCountry((await this.club.current()).timeZone);
    const noticeDays = chosen.noticeDays ?? usualNoticeDays[country];
    return { ...chosen, effective: { country, noticeDays } };
  }
}
