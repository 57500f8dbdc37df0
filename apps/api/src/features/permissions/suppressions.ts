import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.ts';
import { CodeKey } from '../../platform/codes/code-key.ts';
import { CodeKeyCheck } from '../../platform/codes/code-key-check.ts';
import { clubCountry, formerForms, storedPhone } from '../../platform/phones.ts';
import { ClubSettings } from '../club/index.ts';
import { ecgHashesOf } from './ecg-file.ts';
import { EcgListRepository } from './ecg-list.repository.ts';
import type { RuleOfCountry } from './permission-settings.ts';
import { SuppressionsRepository, type SuppressionRow } from './suppressions.repository.ts';

export interface Address {
  readonly kind: SuppressionRow['kind'];
  readonly text: string;
}

/** What is on the list of someone's addresses. */
export interface Suppressed {
  readonly email: SuppressionRow | null;
  readonly phone: SuppressionRow | null;
}

/**
 * Addresses that get neither advertising nor surveys, whatever a consent says. Kept as hashes by the key of codes: a club without
 * a key has no list.
 */
@Injectable()
export class Suppressions {
  constructor(
    private readonly repository: SuppressionsRepository,
    private readonly key: CodeKey,
    private readonly check: CodeKeyCheck,
    private readonly ecg: EcgListRepository,
    private readonly club: ClubSettings,
    private readonly clock: Clock,
  ) {}

  async of({ email, phone }: { email: string | null; phone: string | null }): Promise<Suppressed> {
    const number = phone === null ? null : await this.#stored(phone);
    const ids = {
      email: this.#idsOf('email', email === null ? [] : [email]),
      // Those of before are under the number as it was typed then.
      phone: this.#idsOf(
        'phone',
        number === null || phone === null ? [] : [number, phone, ...formerForms(number)],
      ),
    };
    const rows = await this.repository.find(Object.values(ids).flat());
    const find = (some: readonly string[]): SuppressionRow | null =>
      rows.find(({ id }) => some.includes(id)) ?? null;
    return { email: find(ids.email), phone: find(ids.phone) };
  }

  /** Asked where it decides: of Austrians who never said anything, if the club writes to customers. */
  async isEcgListed({ email }: { email: string | null }, rule: RuleOfCountry): Promise<boolean> {
    if (email === null || rule.country !== 'at' || !rule.existingCustomers) return false;
    return this.ecg.hasAny(ecgHashesOf(email));
  }

  /** In the current transaction; the earlier entry stays. Throws `code-key-missing`. */
  async add(
    { kind, text }: Address,
    how: Pick<SuppressionRow, 'reason' | 'source'>,
  ): ReturnType<SuppressionsRepository['add']> {
    await this.check.claim();
    const forms = { email: text, phone: await this.#stored(text) } satisfies {
      [Kind in Address['kind']]: string;
    };
    const id = this.#idOf(kind, forms[kind]) ?? '';
    return this.repository.add({ id, kind, ...how, addedAt: this.clock.date() });
  }

  /** In the current transaction. Undefined if the address is not on the list, or for another reason than that it did not exist. */
  async liftBounce(email: string): Promise<SuppressionRow | undefined> {
    const id = this.#idOf('email', email);
    return id === null ? undefined : this.repository.removeBounce(id);
  }

  /** Whether there can be a list. */
  get works(): boolean {
    return this.key.fingerprint !== null;
  }

  async #stored(phone: string): Promise<string> {
    return storedPhone(phone, clubCountry(await this.club.current()));
  }

  #idsOf(kind: Address['kind'], texts: readonly string[]): string[] {
    return texts.flatMap((text) => this.#idOf(kind, text) ?? []);
  }

  #idOf(kind: Address['kind'], text: string | null): string | null {
    return text === null ? null : this.key.idOfAddress(kind, text.toLowerCase());
  }
}
