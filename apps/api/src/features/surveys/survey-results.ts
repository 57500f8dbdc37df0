import { Injectable } from '@nestjs/common';
import type { getSurveyResults, QueryOf, QuestionResult, SurveyResults } from '@regulars/contracts';
import {
  leastForFigures,
  npsChange,
  npsCounts,
  npsScaleOf,
  resultOf,
  scaleOf,
  type NpsScale,
  type SurveyQuestion,
  type Tally,
} from '@regulars/loyalty';
import { toInstant } from '../../platform/clock.ts';
import { changeShown, points } from './points.ts';
import {
  ResultsRepository,
  type CountedQuestion,
  type Counts,
  type TallyOfTime,
} from './results.repository.ts';
import { before, ShownVersions } from './shown-version.ts';
import { SurveyVersionsRepository } from './versions.repository.ts';

/** What the answers to a survey say together. */
@Injectable()
export class ResultsOfSurveys {
  constructor(
    private readonly shown: ShownVersions,
    private readonly versions: SurveyVersionsRepository,
    private readonly results: ResultsRepository,
  ) {}

  /** Throws `not-found`, also for a survey or a version that was never published. */
  async of(surveyId: string, query: QueryOf<typeof getSurveyResults>): Promise<SurveyResults> {
    const { days } = query;
    const { version, definition, filter } = await this.shown.of(surveyId, query);
    const { questions } = definition;
    const { elsewhere, ...counts } = await this.results.counts(filter);
    const isHere = filter.locationId !== null;
    // The whole without this location would tell what the few others said.
    const tellsOthers = isHere && elsewhere > 0 && elsewhere < leastForFigures;
    const tallyOf = await this.results.tallies(filter, questions, before(filter, days));
    const stopped = await this.results.stopped(filter);
    const results = questions.map((question) => ({
      ...questionResult(question, tallyOf(question.key), tellsOthers),
      left: stopped.get(question.key) ?? 0,
    }));
    const versions = await this.versions.list(surveyId);
    return {
      version,
      versions: versions.map((row) => ({ ...row, publishedAt: toInstant(row.publishedAt) })),
      ...asked(counts, isHere),
      ...headline(results),
      questions: results,
    };
  }
}

/** Where members who were asked in the portal are is known only once they sent, so their location has no rate. */
const asked = (
  { asked: all, askedHere, started, unplaced, sent, replied }: Omit<Counts, 'elsewhere'>,
  isHere: boolean,
): Pick<SurveyResults, 'asked' | 'started' | 'sent' | 'rate'> => {
  const known = isHere && unplaced === 0 ? askedHere : all;
  const hasRate = known > 0 && !(isHere && unplaced > 0);
  return { asked: known, started, sent, rate: hasRate ? points(replied / known) : null };
};

const headline = (questions: readonly QuestionResult[]): Pick<SurveyResults, 'nps' | 'reason'> => {
  const first = questions.find(({ kind }) => kind === 'nps');
  return first
    ? { nps: first.nps?.score ?? null, reason: first.reason }
    : { nps: null, reason: 'no-nps-question' };
};

const nothing: Tally = { answered: 0, numbers: new Map(), choices: new Map() };

const questionResult = (
  question: SurveyQuestion,
  { now: tally, before }: TallyOfTime,
  isHidden: boolean,
): Omit<QuestionResult, 'left'> => {
  const { withCare, mean, good, nps, distribution } = resultOf(question, isHidden ? nothing : tally);
  const scale = scaleOf(question);
  return {
    key: question.key,
    kind: question.kind,
    title: question.title,
    scale: scale && { min: scale.min, max: scale.max },
    answered: tally.answered,
    skipped: tally.skipped,
    seconds: tally.seconds,
    withCare,
    reason: isHidden || tally.answered < leastForFigures ? 'too-few' : null,
    mean: mean === null ? null : Math.round(mean * 100) / 100,
    good: good === null ? null : points(good),
    nps: nps && {
      score: points(nps.score),
      low: points(nps.low),
      high: points(nps.high),
      counts: nps.counts,
      change: changeOf(npsScaleOf(question), tally, before),
    },
    distribution:
      distribution && distribution.map((cell) => ({ ...cell, text: textOf(question, cell.value) })),
  };
};

const changeOf = (
  scale: NpsScale | null,
  tally: CountedQuestion,
  before: CountedQuestion | null,
): NonNullable<QuestionResult['nps']>['change'] => {
  if (!before || before.answered < leastForFigures || !scale) return null;
  const change = changeShown(npsChange(npsCounts(before.numbers, scale), npsCounts(tally.numbers, scale)));
  return change && { ...change, before: before.answered };
};

const textOf = (question: SurveyQuestion, value: string) =>
  'options' in question ? (question.options.find(({ key }) => key === value)?.text ?? null) : null;
