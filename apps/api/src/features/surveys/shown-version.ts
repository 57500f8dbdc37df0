import { Injectable } from '@nestjs/common';
import type { SurveyDefinition, SurveyMode } from '@regulars/contracts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import type { ResultFilter } from './results.repository.ts';
import { daysBefore } from './survey.ts';
import { SurveysRepository } from './surveys.repository.ts';
import { SurveyVersionsRepository } from './versions.repository.ts';

/** Which answers someone wants to read. */
export interface AskedAnswers {
  readonly version?: number | undefined;
  readonly days?: number | undefined;
  readonly location?: string | undefined;
  readonly mode?: SurveyMode | undefined;
}

/** Whose questions results show: those of the version that someone asks for, else of the newest. */
@Injectable()
export class ShownVersions {
  constructor(
    private readonly surveys: SurveysRepository,
    private readonly versions: SurveyVersionsRepository,
    private readonly clock: Clock,
  ) {}

  /** Throws `not-found`, also for a survey or a version that was never published. */
  async of(
    surveyId: string,
    { version, days, location, mode }: AskedAnswers,
  ): Promise<{ version: number; definition: SurveyDefinition; filter: ResultFilter }> {
    const shown = version ?? (await this.surveys.find(surveyId))?.published ?? null;
    const definition = shown === null ? undefined : await this.versions.find(surveyId, shown);
    if (shown === null || !definition) throw new ClubError('not-found');
    const from = days === undefined ? null : daysBefore(this.clock.now(), days);
    const which = { version: version ?? null, locationId: location ?? null, mode: mode ?? null };
    const filter = { surveyId, from, ...which };
    return { version: shown, definition, filter };
  }
}

/** When as many days before began; null if all are asked about. */
export const before = ({ from }: ResultFilter, days: number | undefined): Date | null =>
  from && days !== undefined ? daysBefore(from.getTime(), days) : null;
