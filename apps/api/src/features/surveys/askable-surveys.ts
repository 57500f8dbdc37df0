import { Injectable } from '@nestjs/common';
import type { SurveyChannel, SurveyDefinition } from '@regulars/contracts';
import type { Instant } from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { isOpen, type SurveyRow } from './survey.ts';
import { SurveysRepository } from './surveys.repository.ts';
import { SurveyVersionsRepository } from './versions.repository.ts';

interface AskableSurvey {
  readonly row: SurveyRow;
  readonly version: number;
  readonly definition: SurveyDefinition;
}

/** The surveys that staff can ask now. */
@Injectable()
export class AskableSurveys {
  constructor(
    private readonly surveys: SurveysRepository,
    private readonly versions: SurveyVersionsRepository,
    private readonly clock: Clock,
  ) {}

  /** Those with this channel that have not got all their answers, the oldest first. */
  async open(channel: SurveyChannel): Promise<AskableSurvey[]> {
    const now = this.clock.now();
    const live = (await this.surveys.live()).filter(
      (survey) => isOpen(survey, now) && survey.distribution.channels.includes(channel),
    );
    const rows = await this.surveys.notFull(live);
    const definitions = await this.versions.published(rows.map(({ id }) => id));
    return rows.flatMap((row) => {
      const definition = definitions.get(row.id);
      return row.published === null || !definition ? [] : [{ row, version: row.published, definition }];
    });
  }

  /** Throws `not-found`, also for one that was never published. */
  async find(id: string): Promise<SurveyRow & { published: number }> {
    const row = await this.surveys.find(id);
    if (!row || row.published === null) throw new ClubError('not-found');
    return { ...row, published: row.published };
  }

  /** Whether members and customers were asked this version at that time or later. */
  async wasAsked({ id, published }: SurveyRow, version: number, since: Instant): Promise<boolean> {
    if (version === published) return true;
    const next = (await this.versions.list(id)).find((each) => each.version === version + 1);
    return next !== undefined && next.publishedAt.getTime() > since;
  }
}
