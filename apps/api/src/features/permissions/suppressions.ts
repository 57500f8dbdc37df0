import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.ts';
import { CodeKey } from '../../platform/codes/code-key.ts';
import { CodeKeyCheck } from '../../platform/codes/code-key-check.ts';
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
    private readonly clock: Clock,
  ) {}

  async of({ email, phone }: { email: string | null; phone: string | null }): Promise<Suppressed> {
    const ids = { email: this.#idOf('email', email), phone: this.#idOf('phone', phone) };
    const rows = await this.repository.find(Object.values(ids).filter((id) => id !== null));
    const find = (id: string | null): SuppressionRow | null => rows.find((row) => row.id === id) ?? null;
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
    const id = this.#idOf(kind, text) ?? '';
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

  #idOf(kind: Address['kind'], text: string | null): string | null {
    return text === null ? null : this.key.idOfAddress(kind, text.toLowerCase());
  }
}
