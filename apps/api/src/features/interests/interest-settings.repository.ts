import { Injectable } from '@nestjs/common';
import type { ChosenInterestSettings, InterestSettings } from '@regulars/contracts';
import { usualInterestRules } from '@regulars/loyalty';
import type { Repository } from 'typeorm';
import { change } from '../../platform/database/entity-writes.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { InterestSettingsEntity } from './entities/interest-settings.entity.ts';
import { statement } from './statements.ts';

const only = { id: 1 };
// The club removes interests; its own version says so.
const keep = statement(
  'interest-categories-keep',
  `update interest_settings s set version = version + 1, categories = coalesce((
     select jsonb_agg(jsonb_set(c.entry, '{interests}', c.left) order by c.place)
     from (
       select e.entry, e.place, (
         select coalesce(jsonb_agg(i.key order by i.place), '[]')
         from jsonb_array_elements_text(e.entry -> 'interests') with ordinality as i(key, place) where i.key = any($1::text[])) as left
       from jsonb_array_elements(s.categories) with ordinality as e(entry, place)) c
     where c.left <> '[]'), '[]')
   where exists (
     select from jsonb_array_elements(s.categories) as e(entry) cross join jsonb_array_elements_text(e.entry -> 'interests') as i(key)
     where not (i.key = any($1::text[])))`,
);

@Injectable()
export class InterestSettingsRepository {
  constructor(private readonly transactions: Transactions) {}

  async find(): Promise<InterestSettings> {
    return settingsOf(await this.#rows.findOneByOrFail(only));
  }

  /** Undefined if someone was faster. */
  async change(chosen: ChosenInterestSettings, version: number): Promise<InterestSettings | undefined> {
    const row = await change(this.#rows, { ...only, version }, chosen);
    return row && settingsOf(row);
  }

  /** Those that the club no longer has go. */
  async keepInterests(left: readonly string[]): Promise<void> {
    await this.transactions.query(keep, [left]);
  }

  get #rows(): Repository<InterestSettingsEntity> {
    return this.transactions.entities(InterestSettingsEntity);
  }
}

const settingsOf = ({
  version,
  threshold,
  sources,
  categories,
}: InterestSettingsEntity): InterestSettings => ({
  version,
  threshold,
  sources: sources ?? usualInterestRules.sources,
  categories,
});
