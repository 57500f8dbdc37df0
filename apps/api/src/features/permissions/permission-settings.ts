import { Injectable } from '@nestjs/common';
import type { ChosenPermissionRules, PermissionSettings as Shown } from '@regulars/contracts';
import {
  countryOf,
  retentionCountries,
  usualCountryRules,
  type ContactLimits,
  type CountryRule,
  type RetentionCountry,
} from '@regulars/loyalty';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { ClubChanges, Remembered } from '../club/index.ts';
import { LegalSettings } from '../legal/index.ts';
import type { ChosenCountries } from './chosen-rules.ts';
import { PermissionSettingsRepository, type StoredSettings } from './permission-settings.repository.ts';

/** A rule with the country that it is of. */
export type RuleOfCountry = CountryRule & { readonly country: RetentionCountry };

/** The rules by country: what the club chose, otherwise the default of the country. */
@Injectable()
export class PermissionSettings {
  /** Each mail that is not service asks, and each link is signed. */
  readonly #known: Remembered<StoredSettings>;

  constructor(
    private readonly settings: PermissionSettingsRepository,
    private readonly legal: LegalSettings,
    private readonly audit: AuditTrail,
    private readonly changes: ClubChanges,
    private readonly transactions: Transactions,
  ) {
    this.#known = new Remembered(transactions, () => settings.find());
    changes.onChange(() => this.#known.forget());
  }

  /** The rule that protects someone with this phone. */
  async ruleFor(phone: string | null): Promise<RuleOfCountry> {
    const country = countryOf(phone, await this.#clubsCountry());
    const usual = usualCountryRules[country];
    const chosen = (await this.#known.get()).countries[country];
    return {
      country,
      ageOfConsent: chosen?.ageOfConsent ?? usual.ageOfConsent,
      existingCustomers: chosen?.existingCustomers ?? usual.existingCustomers,
    };
  }

  async limits(): Promise<ContactLimits> {
    return (await this.#known.get()).limits;
  }

  /** Signs links to preferences. */
  async linkKey(): Promise<Buffer> {
    return (await this.#known.get()).linkKey;
  }

  async show(): Promise<Shown> {
    return shownOf(await this.#known.get(), await this.#clubsCountry());
  }

  /** Countries that are not named follow their default again. */
  async choose(
    actor: Actor,
    { countries, ...limits }: ChosenPermissionRules,
    known?: number,
  ): Promise<Shown> {
    const after: ChosenCountries = Object.fromEntries(
      countries.map(({ country, ...rule }) => [country, rule]),
    );
    return this.transactions.run(async () => {
      const before = await this.settings.find();
      const limitsAfter = { ...before.limits, ...limits };
      const saved = await this.settings.save(after, limitsAfter, known);
      if (!saved) throw new ClubError('version-changed');
      await this.audit.record(actor, {
        action: 'club.permissions-changed',
        subject: { type: 'club', id: 'club' },
        before: { countries: before.countries, ...before.limits },
        after: { countries: after, ...limitsAfter },
      });
      await this.changes.announce('settings');
      return shownOf(saved, await this.#clubsCountry());
    });
  }

  async #clubsCountry(): Promise<RetentionCountry> {
    return (await this.legal.show()).effective.country;
  }
}

const shownOf = (
  { version, countries: chosen, limits }: StoredSettings,
  country: RetentionCountry,
): Shown => ({
  version,
  country,
  ...limits,
  countries: retentionCountries.map((each) => ({
    country: each,
    ageOfConsent: chosen[each]?.ageOfConsent ?? null,
    existingCustomers: chosen[each]?.existingCustomers ?? usualCountryRules[each].existingCustomers,
    usualAge: usualCountryRules[each].ageOfConsent,
  })),
});
