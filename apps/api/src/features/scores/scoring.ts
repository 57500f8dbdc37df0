import { Injectable } from '@nestjs/common';
import {
  cutBetween,
  cutPlaces,
  isComparable,
  leastForTenths,
  ranked,
  rfmScores,
  type Cuts,
  type RfmCuts,
} from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import { Permissions } from '../permissions/index.ts';
import { countedTogether } from './counted.ts';
import { MemberScoresRepository, type NewScores } from './member-scores.repository.ts';
import { ScoreRunsRepository, type StoredRun } from './score-runs.repository.ts';
import { StagedValues, type Measured } from './staged-values.repository.ts';
import { ToldScores } from './told-scores.ts';

const membersAtOnce = 2000;
/** Months of cohorts that a run counts. */
const cohortMonths = 24;

/**
 * The steps of a run. Each is a transaction that stores its place with its rows, so a killed run goes on, and none is long: a
 * transaction that writes holds up all events.
 */
@Injectable()
export class Scoring {
  constructor(
    private readonly runs: ScoreRunsRepository,
    private readonly values: StagedValues,
    private readonly scores: MemberScoresRepository,
    private readonly told: ToldScores,
    private readonly permissions: Permissions,
    private readonly clock: Clock,
  ) {}

  /** Reads the values of some more members. */
  async stage(run: StoredRun): Promise<void> {
    const members = await this.values.members(run.after, membersAtOnce);
    const last = members.at(-1);
    if (last === undefined) return this.runs.allStaged(run.id);
    const unconverted = await this.values.stage(run, members);
    await this.values.addCohorts(run, members, firstCohort(run));
    await this.runs.staged(run.id, last, members.length, unconverted);
  }

  /** Compares all buyers. Reads for a while before it writes what it found. */
  async compare({ id }: StoredRun): Promise<void> {
    const { buyers, value } = await this.values.sums(id);
    const cuts = await this.#cuts(id, buyers);
    const tenths = buyers >= leastForTenths ? await this.values.tenths(id) : null;
    await this.runs.cut(id, { buyers, value, cuts, tenths });
  }

  /** Scores some more buyers, in the order of value. */
  async score(run: StoredRun): Promise<void> {
    const { cuts } = run;
    if (!cuts) return this.runs.allScored(run.id);
    const after = { value: run.after_value, id: run.after };
    const buyers = await this.values.page(run.id, after, membersAtOnce);
    const from = { rank: run.scored, upTo: run.up_to };
    const inOrder = ranked(buyers, from, run.value ?? 0, run.settings.shares);
    const last = inOrder.at(-1);
    if (!last) return this.runs.allScored(run.id);
    const known = new Map(buyers.map((buyer) => [buyer.id, buyer]));
    const scores = inOrder.flatMap((place) => {
      const buyer = known.get(place.id);
      return buyer ? [{ ...buyer, ...place, ...rfmScores(buyer, cuts) }] : [];
    });
    await this.#keep(run.id, scores);
    await this.runs.scored(run.id, last);
  }

  /** Tells conditions the scores of some more members; the run is over after the last ones. */
  async tell(run: StoredRun): Promise<void> {
    const members = await this.values.members(run.after, membersAtOnce);
    await this.scores.holdConsents();
    await this.told.tell(run, members);
    const last = members.at(-1);
    if (last !== undefined) return this.runs.told(run.id, last, members.length);
    await this.runs.finish(run.id, run.cuts ? 'scored' : 'too-few', this.clock.date());
  }

  async #keep(runId: string, scores: readonly NewScores[]): Promise<void> {
    await this.scores.holdConsents();
    const allowed = await this.permissions.permitted(
      scores.map(({ id }) => id),
      'profiling',
    );
    await this.scores.insert(
      runId,
      scores.filter(({ id }) => allowed.has(id)),
    );
    await this.scores.count(
      runId,
      countedTogether(scores.map((each) => ({ ...each, allowed: allowed.has(each.id) }))),
    );
  }

  /** Null if there is nothing to compare. */
  async #cuts(runId: string, buyers: number): Promise<RfmCuts | null> {
    if (buyers === 0) return null;
    const cuts = {
      recency: await this.#cutsOf(runId, 'days', buyers),
      frequency: await this.#cutsOf(runId, 'purchases', buyers),
      monetary: await this.#cutsOf(runId, 'value', buyers),
    };
    return isComparable(buyers, cuts) ? cuts : null;
  }

  async #cutsOf(runId: string, measured: Measured, buyers: number): Promise<Cuts> {
    const places = cutPlaces(buyers);
    const at = await this.values.at(runId, measured, places);
    return places.map(({ place, fifths }) => {
      const low = at(place) ?? 0;
      return cutBetween(low, at(place + 1) ?? low, fifths);
    });
  }
}

const firstCohort = ({ as_of, zone }: StoredRun): string =>
  Temporal.Instant.fromEpochMilliseconds(as_of.getTime())
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .with({ day: 1 })
    .subtract({ months: cohortMonths - 1 })
    .toString();
