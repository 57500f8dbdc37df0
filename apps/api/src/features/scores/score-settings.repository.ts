import { Injectable } from '@nestjs/common';
import type { ChosenScoreSettings, ScoreSettings } from '@regulars/contracts';
import type { Repository } from 'typeorm';
import { change } from '../../platform/database/entity-writes.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { ScoreSettingsEntity } from './entities/score-settings.entity.ts';
import { namedUsualGroups } from './usual-groups.ts';

const only = { id: 1 };

@Injectable()
export class ScoreSettingsRepository {
  constructor(private readonly transactions: Transactions) {}

  async find(): Promise<ScoreSettings> {
    return settingsOf(await this.#rows.findOneByOrFail(only));
  }

  /** Undefined if someone was faster. */
  async change(
    { windowDays, shares, groups }: ChosenScoreSettings,
    version: number,
  ): Promise<ScoreSettings | undefined> {
    const values = { windowDays, shareA: shares.a, shareB: shares.b, groups };
    const row = await change(this.#rows, { ...only, version }, values);
    return row && settingsOf(row);
  }

  get #rows(): Repository<ScoreSettingsEntity> {
    return this.transactions.entities(ScoreSettingsEntity);
  }
}

const settingsOf = ({ version, windowDays, shareA, shareB, groups }: ScoreSettingsEntity): ScoreSettings => ({
  version,
  windowDays,
  shares: { a: shareA, b: shareB },
  groups: groups ?? [...namedUsualGroups],
});
