import { Injectable } from '@nestjs/common';
import { groupOf, localDateOf, ownScore, tenthOf } from '@regulars/loyalty';
import type { AudienceMoment } from '../facts/index.ts';
import { Permissions } from '../permissions/index.ts';
import { keptSettings, type ToldOwn } from './kept-run.ts';
import { PartValuesRepository } from './part-values.repository.ts';
import type { StoredRun } from './score-runs.repository.ts';
import { ToldScoresRepository, type RunScores, type ToldScore } from './told-scores.repository.ts';

/** Computes the scores of the club's own, and tells conditions what a run computed. */
@Injectable()
export class ToldScores {
  constructor(
    private readonly told: ToldScoresRepository,
    private readonly values: PartValuesRepository,
    private readonly permissions: Permissions,
  ) {}

  /** In the order of ids; without members, those after the last ones have no scores. Nobody may withdraw a consent until then. */
  async tell(run: StoredRun, memberIds: readonly string[]): Promise<void> {
    const rows = memberIds.length > 0 ? await this.told.ofRun(run.id, memberIds) : [];
    const scored = new Map(rows.map((row) => [row.id, row]));
    const own = await this.#own(run, memberIds);
    const told = memberIds.flatMap((id) => {
      const [row, others] = [scored.get(id), own.get(id)];
      return row || others ? [{ id, ...rfmOf(row, run), own: others ?? {} }] : [];
    });
    await this.told.replace({ after: run.after, last: memberIds.at(-1) ?? null }, told);
  }

  /** Of those of these members who allow profiling. */
  async #own(run: StoredRun, memberIds: readonly string[]): Promise<ReadonlyMap<string, ToldOwn>> {
    const { scores } = keptSettings(run.settings);
    if (scores.length === 0 || memberIds.length === 0) return new Map();
    const allowed = await this.permissions.permitted(memberIds, 'profiling');
    const parts = scores.flatMap((score) => score.parts);
    const known = await this.values.of(parts, [...allowed], momentOf(run));
    return new Map(
      [...known].map(([id, values]) => {
        let from = 0;
        const own = scores.map(({ key, parts: its }) => {
          const score = ownScore(its, values.slice(from, (from += its.length)));
          return [key, score] as const;
        });
        return [id, Object.fromEntries(own)];
      }),
    );
  }
}

const momentOf = ({ as_of, zone, currency }: StoredRun): AudienceMoment => ({
  today: localDateOf(as_of.getTime(), zone).toString(),
  now: as_of.getTime(),
  zone,
  reportingCurrency: currency,
});

const rfmOf = (
  row: RunScores | undefined,
  { settings, buyers }: StoredRun,
): Pick<ToldScore, 'group' | 'class' | 'tenth'> =>
  row
    ? {
        group: groupOf(settings.groups, row)?.key ?? null,
        class: row.class,
        tenth: tenthOf(row.rank, buyers ?? 0),
      }
    : { group: null, class: null, tenth: null };
