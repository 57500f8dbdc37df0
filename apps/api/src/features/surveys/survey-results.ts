import { Injectable } from '@nestjs/common';
import type { getSurveyResults, QueryOf, QuestionResult, SurveyResults } from '@regulars/contracts';
import {
  leastForFigures,
  npsChange,
  npsCounts,
  resultOf,
  scaleOf,
  type NpsScale,
  type SurveyQuestion,
  type Tally,
} from '@regulars/loyalty';
import { toInstant } from '../../platform/clock.ts';
import { ResultsRepository, type CountedQuestion, type TallyOfTime } from './results.repository.ts';
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
    // The whole without this location would tell what the few others said.
    const tellsOthers = filter.locationId !== null && elsewhere > 0 && elsewhere < leastForFigures;
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
      ...counts,
      ...headline(results),
      questions: results,
    };
  }
}

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
      change: changeOf(scale, tally, before),
    },
    distribution:
      distribution && distribution.map((cell) => ({ ...cell, text: textOf(question, cell.value) })),
  };
};

const changeOf = (
  scale: ReturnType<typeof scaleOf>,
  tally: CountedQuestion,
  before: CountedQuestion | null,
): NonNullable<QuestionResult['nps']>['change'] => {
  if (!before || before.answered < leastForFigures || !isNps(scale)) return null;
  const change = npsChange(npsCounts(before.numbers, scale), npsCounts(tally.numbers, scale));
  return (
    change && {
      difference: points(change.difference),
      low: points(change.low),
      high: points(change.high),
      p: Math.round(change.p * 1000) / 1000,
      before: before.answered,
    }
  );
};

const isNps = (scale: ReturnType<typeof scaleOf>): scale is NpsScale =>
  scale !== null && 'promoterMin' in scale;

const textOf = (question: SurveyQuestion, value: string) =>
  'options' in question ? (question.options.find(({ key }) => key === value)?.text ?? null) : null;

/** A share as points or percent, to a tenth. */
const points = (share: number): number => Math.round(share * 1000) / 10;
