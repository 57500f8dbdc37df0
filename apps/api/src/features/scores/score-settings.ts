import { Injectable } from '@nestjs/common';
import type { ChosenScoreSettings, ScoreSettings as Shown } from '@regulars/contracts';
import { withoutGroup } from '@regulars/loyalty';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { ScoreSettingsRepository } from './score-settings.repository.ts';

/** The window, the shares and the groups of runs to come. */
@Injectable()
export class ScoreSettings {
  constructor(
    private readonly settings: ScoreSettingsRepository,
    private readonly audit: AuditTrail,
    private readonly transactions: Transactions,
  ) {}

  async show(): Promise<Shown> {
    return this.settings.find();
  }

  /** Throws `invalid-request` if some scores are in no group, and `version-changed`. */
  async choose(actor: Actor, chosen: ChosenScoreSettings, version: number): Promise<Shown> {
    const missing = withoutGroup(chosen.groups);
    if (missing) {
      const { recency, frequency, monetary } = missing;
      const scores = `recency ${recency}, frequency ${frequency}, money ${monetary}`;
      throw ClubError.field('invalid-request', '/groups', `no group has ${scores}`);
    }
    return this.transactions.run(async () => {
      const before = await this.settings.find();
      const after = await this.settings.change(chosen, version);
      if (!after) throw new ClubError('version-changed');
      await this.audit.record(actor, {
        action: 'scores.settings-changed',
        subject: { type: 'club', id: 'club' },
        before,
        after,
      });
      return after;
    });
  }
}
