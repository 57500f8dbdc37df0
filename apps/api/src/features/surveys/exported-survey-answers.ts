import { Injectable } from '@nestjs/common';
import { listSurveyResponses, operationOf, type QueryOf, type SurveyResponse } from '@regulars/contracts';
import type { ExportCell, ExportSource } from '../../platform/exports/export-source.ts';
import { ExportSources } from '../../platform/exports/export-sources.ts';
import { filtersOf, pageByPage } from '../../platform/http/lists.ts';
import { z } from 'zod';
import { Reader, type Wording } from '../club/index.ts';
import { AnswersToSurveys } from './answers-to-surveys.ts';
import type { SurveyRow } from './survey.ts';
import { SurveysRepository } from './surveys.repository.ts';

type Query = QueryOf<typeof listSurveyResponses> & { readonly survey?: string };
type Given = SurveyResponse['answers'][number];

const list = operationOf(listSurveyResponses);

/** The export of what members answered: a row for each answer, in the words of the version that was asked. */
@Injectable()
export class ExportedSurveyAnswers {
  constructor(
    sources: ExportSources,
    private readonly surveys: SurveysRepository,
    private readonly answers: AnswersToSurveys,
    private readonly reader: Reader,
  ) {
    sources.register({
      kind: 'survey-answers',
      access: listSurveyResponses.access,
      filters: filtersOf({
        ...list,
        query: list.query.extend({ survey: z.uuid().optional().describe('only answers to this one') }),
      }),
      columns,
      rows: (request) => this.#rows(request.query as Query),
    } satisfies ExportSource);
  }

  async *#rows({ survey, ...query }: Query): AsyncGenerator<ExportCell[][]> {
    const wording = await this.reader.wording();
    const published = (await this.surveys.all()).filter(
      ({ id, published: version }) => version !== null && (survey === undefined || id === survey),
    );
    for (const row of published)
      for await (const sent of pageByPage((at) => this.answers.list(row.id, { ...query, ...at })))
        yield sent.flatMap((response) =>
          response.answers.map((given) => cellsOf(row, response, given, wording)),
        );
  }
}

const columns = [
  'id',
  'survey',
  'version',
  'sentAt',
  'mode',
  'takenBy',
  'memberId',
  'displayName',
  'locationName',
  'receiptNumber',
  'tier',
  'score',
  'questionKey',
  'question',
  'kind',
  'answer',
  'answerWords',
  'tags',
] as const;

/** In the order of the columns. */
const cellsOf = (
  { name }: SurveyRow,
  { id, version, sentAt, mode, takenBy, member, location, receipt, tier, score, tags }: SurveyResponse,
  { question, title, kind, number, choices, words }: Given,
  { of }: Pick<Wording, 'of'>,
): ExportCell[] => [
  id,
  of(name),
  version,
  sentAt,
  mode,
  takenBy,
  member?.id ?? null,
  member?.displayName ?? null,
  location?.name ?? null,
  receipt,
  tier && of(tier.name),
  score?.value ?? null,
  question,
  of(title),
  kind,
  number ?? choices?.map(({ key, text }) => (text ? of(text) : key)).join(', ') ?? null,
  words,
  tags.join(', '),
];
