import { Injectable } from '@nestjs/common';
import type { ChosenModeration, ModerationSettings as Shown } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { ClubChanges, Remembered } from '../club/index.ts';
import { ModerationSettingsRepository, type StoredSettings } from './moderation-settings.repository.ts';

/** Limits of new members, what trust asks for, and times. */
@Injectable()
export class ModerationSettings {
  /** Each text that a member writes asks. */
  readonly #known: Remembered<StoredSettings>;

  constructor(
    private readonly settings: ModerationSettingsRepository,
    private readonly audit: AuditTrail,
    private readonly changes: ClubChanges,
    private readonly transactions: Transactions,
  ) {
    this.#known = new Remembered(transactions, () => settings.find());
    changes.onChange(() => this.#known.forget());
  }

  async current(): Promise<Shown> {
    const { version, content } = await this.#known.get();
    return { ...content, version };
  }

  async proofKey(): Promise<Buffer> {
    return (await this.#known.get()).proofKey;
  }

  async change(actor: Actor, after: ChosenModeration, known?: number): Promise<Shown> {
    return this.transactions.run(async () => {
      const { content: before } = await this.settings.find();
      const version = await this.settings.save(after, known);
      if (version === undefined) throw new ClubError('version-changed');
      const subject = { type: 'club', id: 'club' };
      await this.audit.record(actor, { action: 'moderation.settings-changed', subject, before, after });
      await this.changes.announce('settings');
      return { ...after, version };
    });
  }
}
