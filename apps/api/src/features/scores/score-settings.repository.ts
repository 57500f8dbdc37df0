import { Injectable } from '@nestjs/common';
import type { ChosenScoreSettings, ScoreSettings, ScoreSettingsVersion } from '@regulars/contracts';
import type { Repository } from 'typeorm';
import { Clock, toInstant } from '../../platform/clock.ts';
import { change } from '../../platform/database/entity-writes.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { ScoreSettingsEntity } from './entities/score-settings.entity.ts';
import { statement } from './statements.ts';
import { namedUsualGroups } from './usual-groups.ts';

const only = { id: 1 };
const keep = statement(
  'score-settings-keep',
  'insert into score_settings_versions (version, settings, replaced_at) values ($1, $2, $3)',
);
const versions = statement(
  'score-settings-versions',
  `select settings, replaced_at from score_settings_versions where $1::int is null or version < $1 order by version desc limit $2`,
);

@Injectable()
export class ScoreSettingsRepository {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  async find(): Promise<ScoreSettings> {
    return settingsOf(await this.#rows.findOneByOrFail(only));
  }

  /** Keeps those of before. Undefined if someone was faster. */
  async change(
    before: ScoreSettings,
    { windowDays, shares, groups, scores = before.scores }: ChosenScoreSettings,
    version: number,
  ): Promise<ScoreSettings | undefined> {
    const values = { windowDays, shareA: shares.a, shareB: shares.b, groups, scores };
    const row = await change(this.#rows, { ...only, version }, values);
    if (!row) return undefined;
    await this.transactions.query(keep, [before.version, JSON.stringify(before), this.clock.date()]);
    return settingsOf(row);
  }

  /** The latest first, those before this version. */
  async versions(before: number | null, limit: number): Promise<ScoreSettingsVersion[]> {
    const rows = await this.transactions.query(versions, [before, limit]);
    return rows.map(({ settings, replaced_at: at }) => ({
      settings: { scores: [], ...settings },
      replacedAt: toInstant(at),
    }));
  }

  get #rows(): Repository<ScoreSettingsEntity> {
    return this.transactions.entities(ScoreSettingsEntity);
  }
}

const settingsOf = ({
  version,
  windowDays,
  shareA,
  shareB,
  groups,
  scores,
}: ScoreSettingsEntity): ScoreSettings => ({
  version,
  windowDays,
  shares: { a: shareA, b: shareB },
  groups: groups ?? [...namedUsualGroups],
  scores,
});
