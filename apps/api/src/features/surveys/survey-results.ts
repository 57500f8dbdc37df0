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
} from '@regulars/loyalty';
import { Clock, toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { ResultsRepository, type CountedQuestion, type ResultFilter } from './results.repository.ts';
import { SurveysRepository } from './surveys.repository.ts';
import { SurveyVersionsRepository } from './versions.repository.ts';

const msPerDay = 86_400_000;

/** What the answers to a survey say together. */
@Injectable()
export class ResultsOfSurveys {
  constructor(
    private readonly surveys: SurveysRepository,
    private readonly versions: SurveyVersionsRepository,
    private readonly results: ResultsRepository,
    private readonly clock: Clock,
  ) {}

  /** Throws `not-found`, also for a survey or a version that was never published. */
  async of(surveyId: string, { version, days }: QueryOf<typeof getSurveyResults>): Promise<SurveyResults> {
    const survey = await this.surveys.find(surveyId);
    const shown = version ?? survey?.published ?? null;
    const definition = shown === null ? undefined : await this.versions.find(surveyId, shown);
    if (shown === null || !definition) throw new ClubError('not-found');
    const filter = this.#filter(surveyId, version ?? null, days);
    const { questions } = definition;
    const tallyOf = await this.results.tallies(filter, questions);
    const before =
      days === undefined ? null : await this.results.tallies(daysBefore(filter, days), questions);
    const stopped = await this.results.stopped(filter);
    const results = questions.map((question) => ({
      ...questionResult(question, tallyOf(question.key), before && before(question.key)),
      left: stopped.get(question.key) ?? 0,
    }));
    const versions = await this.versions.list(surveyId);
    return {
      version: shown,
      versions: versions.map((row) => ({ ...row, publishedAt: toInstant(row.publishedAt) })),
      ...(await this.results.counts(filter)),
      ...headline(results),
      questions: results,
    };
  }

  #filter(surveyId: string, version: number | null, days: number | undefined): ResultFilter {
    const from = days === undefined ? null : new Date(this.clock.now() - days * msPerDay);
    return { surveyId, version, from, until: null };
  }
}

const daysBefore = (filter: ResultFilter, days: number): ResultFilter => {
  const until = filter.from;
  return { ...filter, from: until && new Date(until.getTime() - days * msPerDay), until };
};

const headline = (questions: readonly QuestionResult[]): Pick<SurveyResults, 'nps' | 'reason'> => {
  const first = questions.find(({ kind }) => kind === 'nps');
  return first
    ? { nps: first.nps?.score ?? null, reason: first.reason }
    : { nps: null, reason: 'no-nps-question' };
};

const questionResult = (
  question: SurveyQuestion,
  tally: CountedQuestion,
  before: CountedQuestion | null,
): Omit<QuestionResult, 'left'> => {
  const { withCare, mean, good, nps, distribution } = resultOf(question, tally);
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
    reason: tally.answered < leastForFigures ? 'too-few' : null,
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
