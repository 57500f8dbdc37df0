import { Injectable } from '@nestjs/common';
import type {
  ChosenScoreSettings,
  listScoreSettingsVersions,
  QueryOf,
  ReplyOf,
  ScoreSettings as Shown,
} from '@regulars/contracts';
import { withoutGroup } from '@regulars/loyalty';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { page, readCursor } from '../../platform/http/cursor.ts';
import { ScorePartChecks } from './score-part-checks.ts';
import { ScoreSettingsRepository } from './score-settings.repository.ts';

/** The window, the shares and the groups of runs to come. */
@Injectable()
export class ScoreSettings {
  constructor(
    private readonly settings: ScoreSettingsRepository,
    private readonly checks: ScorePartChecks,
    private readonly audit: AuditTrail,
    private readonly transactions: Transactions,
  ) {}

  async show(): Promise<Shown> {
    return this.settings.find();
  }

  /** As they were before each change, the latest first. */
  async versions({
    limit,
    cursor,
  }: QueryOf<typeof listScoreSettingsVersions>): Promise<ReplyOf<typeof listScoreSettingsVersions>> {
    const [before] = readCursor(cursor, 'number') ?? [null];
    const rows = await this.settings.versions(before, limit + 1);
    return page(
      rows,
      limit,
      (row) => row,
      ({ settings }) => [settings.version],
    );
  }

  /**
   * Throws `invalid-request` if some scores are in no group or a part is not possible, what conditions throw, and
   * `version-changed`.
   */
  async choose(actor: Actor, chosen: ChosenScoreSettings, version: number): Promise<Shown> {
    const missing = withoutGroup(chosen.groups);
    if (missing) {
      const { recency, frequency, monetary } = missing;
      const scores = `recency ${recency}, frequency ${frequency}, money ${monetary}`;
      throw ClubError.field('invalid-request', '/groups', `no group has ${scores}`);
    }
    return this.transactions.run(async () => {
      const before = await this.settings.find();
      for (const [place, { parts }] of (chosen.scores ?? []).entries())
        await this.checks.assertPossible(parts, `/scores/${place}/parts`);
      const after = await this.settings.change(before, chosen, version);
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
