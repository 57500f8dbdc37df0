import { Injectable } from '@nestjs/common';
import { surveyStates, type listSurveys, type QueryOf, type Survey } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import type { Page } from '../../platform/http/cursor.ts';
import { sortedPage } from '../../platform/http/sorted.ts';
import { newId } from '../../platform/ids.ts';
import type { Wording } from '../club/index.ts';
import {
  assertPromiseKept,
  assertPublishable,
  showSurvey,
  type SurveyContent,
  type SurveyRow,
} from './survey.ts';
import { SurveyContents } from './survey-contents.ts';
import { SurveysRepository } from './surveys.repository.ts';
import { SurveyVersionsRepository } from './versions.repository.ts';

/** The surveys of the club. */
@Injectable()
export class Surveys {
  constructor(
    private readonly surveys: SurveysRepository,
    private readonly versions: SurveyVersionsRepository,
    private readonly contents: SurveyContents,
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** The newest first, if the caller wants no other order; names in the reader's language. */
  async list(query: QueryOf<typeof listSurveys>, wordOf: Wording['of']): Promise<Page<Survey>> {
    const shown = await this.#shown(await this.surveys.all());
    const wanted = query.query?.toLowerCase() ?? '';
    return sortedPage(shown, query, {
      by: {
        created: 'id',
        name: ({ name }) => wordOf(name),
        state: ({ state }) => surveyStates.indexOf(state),
        asked: ({ figures }) => figures.asked,
        sent: ({ figures }) => figures.sent,
        rate: ({ figures }) => (figures.asked === 0 ? null : figures.replied / figures.asked),
      },
      usual: 'created',
      usualOrder: 'desc',
      shows: ({ name, state }) =>
        (query.state === undefined || query.state === state) &&
        Object.values(name).some((text) => text.toLowerCase().includes(wanted)),
    });
  }

  /** Throws `not-found`. */
  async find(id: string): Promise<Survey> {
    return this.#one(await this.#known(id));
  }

  /** Throws `invalid-request`, `unknown-product-set`. */
  async create(actor: Actor, content: SurveyContent): Promise<Survey> {
    return this.transactions.run(async () => {
      await this.contents.assertPossible(content);
      const draft = {
        id: newId(),
        state: 'draft',
        published: null,
        endedAt: null,
        ...this.#saved(content),
      } as const;
      return this.#tell(actor, 'survey.created', await this.surveys.insert(draft));
    });
  }

  /** Published versions stay as they are. Throws `not-found`, `version-changed`, `invalid-request`, `unknown-product-set`. */
  async replace(actor: Actor, id: string, content: SurveyContent, expectedVersion: number): Promise<Survey> {
    return this.transactions.run(async () => {
      await this.contents.assertPossible(content);
      const before = await this.#known(id);
      assertPromiseKept(before, content);
      return this.#change(actor, 'survey.changed', before, this.#saved(content), expectedVersion);
    });
  }

  /** Throws `not-found`, `version-changed`, and `invalid-request` with what keeps it from being published. */
  async publish(actor: Actor, id: string, expectedVersion: number): Promise<Survey> {
    return this.transactions.run(async () => {
      const before = await this.#known(id);
      assertPublishable(before.draft);
      const published = (before.published ?? 0) + 1;
      const parts = { state: 'live', published, endedAt: null } as const;
      const isFirst =
        before.version === expectedVersion &&
        (await this.versions.insert(id, published, before.draft, this.clock.date()));
      if (!isFirst) throw new ClubError('version-changed');
      return this.#change(actor, 'survey.published', before, parts, expectedVersion);
    });
  }

  /** Throws `not-found`, `version-changed`, and `survey-not-open` if nobody is asked. */
  async end(actor: Actor, id: string, expectedVersion: number): Promise<Survey> {
    return this.transactions.run(async () => {
      const before = await this.#known(id);
      if (before.state !== 'live') throw new ClubError('survey-not-open');
      const parts = { state: 'ended', endedAt: this.clock.date() } as const;
      return this.#change(actor, 'survey.ended', before, parts, expectedVersion);
    });
  }

  async #known(id: string): Promise<SurveyRow> {
    const row = await this.surveys.find(id);
    if (!row) throw new ClubError('not-found');
    return row;
  }

  async #change(
    actor: Actor,
    action: string,
    before: SurveyRow,
    parts: Partial<SurveyRow>,
    expectedVersion: number,
  ): Promise<Survey> {
    const shown = await this.#one(before);
    const { version: _, ...row } = { ...before, ...parts, updatedAt: this.clock.date() };
    const after = await this.surveys.update(row, expectedVersion);
    if (!after) throw new ClubError('version-changed');
    return this.#tell(actor, action, after, shown);
  }

  async #tell(actor: Actor, action: string, row: SurveyRow, before?: Survey): Promise<Survey> {
    const after = await this.#one(row);
    const subject = { type: 'survey', id: row.id };
    await this.audit.record(actor, { action, subject, before: told(before), after: told(after) });
    return after;
  }

  #saved(
    content: SurveyContent,
  ): Pick<
    SurveyRow,
    | 'name'
    | 'draft'
    | 'audience'
    | 'distribution'
    | 'startsAt'
    | 'endsAt'
    | 'callBackUpTo'
    | 'anonymous'
    | 'thanksCouponId'
    | 'updatedAt'
  > {
    return {
      name: content.name,
      draft: content.definition,
      audience: content.audience,
      distribution: content.distribution,
      startsAt: dateOf(content.startsAt),
      endsAt: dateOf(content.endsAt),
      callBackUpTo: content.callBackUpTo,
      anonymous: content.anonymous,
      thanksCouponId: content.thanksCouponId,
      updatedAt: this.clock.date(),
    };
  }

  async #one(row: SurveyRow): Promise<Survey> {
    const [shown] = await this.#shown([row]);
    if (!shown) throw new Error('each survey is shown');
    return shown;
  }

  async #shown(rows: readonly SurveyRow[]): Promise<Survey[]> {
    const ids = rows.map(({ id }) => id);
    const figuresOf = await this.surveys.figuresOf(ids);
    const published = await this.versions.published(ids);
    return rows.map((row) => showSurvey(row, figuresOf(row.id), published.get(row.id)));
  }
}

const dateOf = (iso: string | null): Date | null => (iso === null ? null : new Date(iso));

/** For the audit log: without what follows from the rest, and the texts of the questions are in the versions. */
const told = (survey: Survey | undefined): object | undefined => {
  if (!survey) return undefined;
  const { figures: _, faults: __, changed: ___, definition, ...rest } = survey;
  const questions = definition.questions.map(({ key, kind }) => ({ key, kind }));
  return { ...rest, questions, thanksPoints: definition.thanksPoints };
};
