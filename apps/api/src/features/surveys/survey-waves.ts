import { Injectable } from '@nestjs/common';
import type { getSurveyWaves, QueryOf, SurveyWaves } from '@regulars/contracts';
import { npsChange, npsCounts, npsScaleOf, npsOfWave, type NpsScale, type Tallied } from '@regulars/loyalty';
import { ClubSettings } from '../club/index.ts';
import { changeShown, points } from './points.ts';
import { ShownVersions } from './shown-version.ts';
import { WavesRepository, type Wave } from './waves.repository.ts';

type Query = QueryOf<typeof getSurveyWaves>;

/** Two waves of answers side by side, and whether they differ by more than chance. */
@Injectable()
export class WavesOfSurveys {
  constructor(
    private readonly versions: ShownVersions,
    private readonly waves: WavesRepository,
    private readonly club: ClubSettings,
  ) {}

  /** Throws `not-found`, also for a survey or a version that was never published. */
  async of(surveyId: string, query: Query): Promise<SurveyWaves> {
    if (query.firstVersion !== undefined) await this.versions.of(surveyId, { version: query.firstVersion });
    const { definition } = await this.versions.of(surveyId, { version: query.secondVersion });
    const question = definition.questions.find(({ kind }) => kind === 'nps');
    const scale = question ? npsScaleOf(question) : null;
    if (!question || !scale)
      return { question: null, scale: null, first: nothing, second: nothing, change: null };
    const { timeZone } = await this.club.current();
    const asked = [
      waveOf(query.firstFrom, query.firstTo, query.firstVersion, timeZone),
      waveOf(query.secondFrom, query.secondTo, query.secondVersion, timeZone),
    ] as const;
    const [first, second] = await this.waves.scores(surveyId, question.key, scale, asked);
    return {
      question: question.key,
      scale: { min: scale.min, max: scale.max },
      first: shown(first, scale),
      second: shown(second, scale),
      change: changeOf(first, second, scale),
    };
  }
}

const waveOf = (
  from: string | undefined,
  to: string | undefined,
  version: number | undefined,
  timeZone: string,
): Wave => {
  const began = (day: Temporal.PlainDate): Date => new Date(day.toZonedDateTime(timeZone).epochMilliseconds);
  return {
    from: from === undefined ? null : began(Temporal.PlainDate.from(from)),
    until: to === undefined ? null : began(Temporal.PlainDate.from(to).add({ days: 1 })),
    version: version ?? null,
  };
};

const nothing: SurveyWaves['first'] = {
  answered: 0,
  withCare: true,
  score: null,
  low: null,
  high: null,
  counts: null,
};

const shown = (scores: Tallied, scale: NpsScale): SurveyWaves['first'] => {
  const { answered, withCare, nps } = npsOfWave(scores, scale);
  return {
    answered,
    withCare,
    score: nps && points(nps.score),
    low: nps && points(nps.low),
    high: nps && points(nps.high),
    counts: nps?.counts ?? null,
  };
};

const changeOf = (first: Tallied, second: Tallied, scale: NpsScale): SurveyWaves['change'] => {
  const waves = [first, second].map((scores) => npsOfWave(scores, scale));
  if (waves.some(({ nps }) => nps === null)) return null;
  return changeShown(npsChange(npsCounts(first, scale), npsCounts(second, scale)));
};
