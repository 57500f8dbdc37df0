import { Injectable } from '@nestjs/common';
import type { SurveyDefinition, SurveyResponse } from '@regulars/contracts';
import { npsPartOf, type NpsScale, type SurveyQuestion } from '@regulars/loyalty';
import { toInstant } from '../../platform/clock.ts';
import { Names, textsOf, type Name } from '../../platform/names.ts';
import { Locations } from '../club/index.ts';
import { CallBacks } from '../tasks/index.ts';
import { AnswerListRepository, type AnswerRow, type ResponseRow } from './answer-list.repository.ts';
import { SurveyVersionsRepository } from './versions.repository.ts';

/** Shows answers with the words of the version that was asked. */
@Injectable()
export class ShownAnswers {
  constructor(
    private readonly versions: SurveyVersionsRepository,
    private readonly answers: AnswerListRepository,
    private readonly locations: Locations,
    private readonly names: Names,
    private readonly callBacks: CallBacks,
  ) {}

  async show(surveyId: string, rows: readonly ResponseRow[]): Promise<SurveyResponse[]> {
    const ids = rows.map(({ id }) => id);
    const answers = await this.answers.answersOf(ids);
    const tasks = await this.callBacks.states(ids);
    const definitions = new Map<number, SurveyDefinition | undefined>();
    for (const version of new Set(rows.map((row) => row.version)))
      definitions.set(version, await this.versions.find(surveyId, version));
    const places = await this.locations.names();
    const tiers = await this.names.of(
      'tier',
      rows.flatMap(({ tierId }) => tierId ?? []),
    );
    const staff = await this.names.of(
      'account',
      rows.flatMap(({ takenById }) => takenById ?? []),
    );
    return rows.map((row) => {
      const asked = definitions.get(row.version)?.questions ?? [];
      const given = answers.get(row.id) ?? [];
      return {
        id: row.id,
        version: row.version,
        mode: row.mode,
        takenBy: row.takenById === null ? null : nameOf(staff.get(row.takenById)),
        sentAt: toInstant(sentOf(row)),
        member: row.memberId === null ? null : { id: row.memberId, displayName: row.memberName ?? '' },
        location:
          row.locationId === null ? null : { id: row.locationId, name: places.get(row.locationId) ?? '' },
        receipt: row.receipt,
        tier: row.tierId === null ? null : { id: row.tierId, name: textsOf(tiers.get(row.tierId)) },
        score: scoreOf(asked, given),
        answers: asked.flatMap((question) =>
          given.filter((answer) => answer.question === question.key).map((answer) => shown(question, answer)),
        ),
        tags: row.tags,
        task: tasks.get(row.id) ?? null,
      };
    });
  }
}

/** Null for a person whose account is gone. */
const nameOf = (name: Name | undefined): string | null => (typeof name === 'string' ? name : null);

const sentOf = ({ sentAt }: ResponseRow): Date => {
  if (!sentAt) throw new Error('what is listed was sent');
  return sentAt;
};

const shown = (
  question: SurveyQuestion,
  { number, choices, words }: AnswerRow,
): SurveyResponse['answers'][number] => ({
  question: question.key,
  kind: question.kind,
  title: question.title,
  number,
  choices:
    choices &&
    choices.map((key) => ({
      key,
      text:
        'options' in question ? (question.options.find((option) => option.key === key)?.text ?? null) : null,
    })),
  words,
});

const scoreOf = (asked: readonly SurveyQuestion[], given: readonly AnswerRow[]): SurveyResponse['score'] => {
  const first = asked.find(({ kind }) => kind === 'nps');
  const answer = given.find(({ question, kind }) => question === first?.key && kind === 'nps');
  const scale = answer?.scale as NpsScale | null | undefined;
  if (!answer || answer.number === null || !scale) return null;
  return { value: answer.number, part: npsPartOf(answer.number, scale) };
};
