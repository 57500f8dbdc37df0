import { randomUUIDv7 } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import type { Survey } from '@regulars/contracts';
import { scaleOf } from '@regulars/loyalty';
import { Locations } from '../features/club/index.ts';
import { PastAnswers, type PastResponse } from '../features/surveys/index.ts';
import { CallBacks } from '../features/tasks/index.ts';
import { Transactions } from '../platform/database/transactions.ts';
import type { Person } from './people.ts';
import { Random } from './random.ts';
import type { Said } from './survey-words.ts';

const minuteMs = 60_000;
const answers = 0.36;
const writes = 0.42;

/** The club gets better over the months, and Prague has more to do. */
const scoreOf = (random: Random, person: Person, progress: number): number => {
  const weak = (person.home.startsWith('prague') ? 0.2 : 0.13) - 0.08 * progress;
  if (random.chance(weak)) return random.between(0, 6);
  return random.weighted([
    [7, 13 - 4 * progress],
    [8, 24 - 6 * progress],
    [9, 30 + 6 * progress],
    [10, 33 + 8 * progress],
  ]);
};

/** @param score 0 to 10 */
const onScale = (score: number, { min, max }: { readonly min: number; readonly max: number }): number =>
  min + Math.round((score / 10) * (max - min));

/** What a member would answer to each question, in their order. */
const answersOf = (
  random: Random,
  { definition }: Pick<Survey, 'definition'>,
  score: number,
  comment: string | null,
): PastResponse['answers'] => {
  const seconds = (): number => random.between(3, 40);
  return new Map(
    definition.questions.map(
      (question): [string, { answer: number | string | { choices: string[] } | null; seconds: number }] => {
        const scale = scaleOf(question);
        if (scale) return [question.key, { answer: onScale(score, scale), seconds: seconds() }];
        const given = 'options' in question ? { choices: [random.pick(question.options).key] } : comment;
        return [question.key, { answer: given, seconds: seconds() }];
      },
    ),
  );
};

interface Unhappy {
  readonly id: string;
  readonly person: Person;
  readonly score: number;
  readonly text: string;
  readonly sentAt: number;
}

const textIn = ({ words }: Said, { member }: Person): string => words[member.language ?? 'de'];

/** The members that a survey asked, and since when. */
export interface Wave {
  readonly survey: Pick<Survey, 'id' | 'published' | 'definition'>;
  readonly seed: number;
  readonly from: number;
  readonly until: number;
  /** Share of the members. */
  readonly asked: number;
  readonly wordsFor: (score: number) => readonly Said[];
  /** A member who is asked last and has not answered. */
  readonly waits: string | null;
  /** Open tasks to call the last ones back who were not happy. */
  readonly calls: number;
}

/** Answers to a survey of the demo club, and open tasks for the last ones who were not happy. */
export const answerSurvey = async (
  app: INestApplicationContext,
  wave: Wave,
  people: readonly Person[],
  except: string,
): Promise<void> => {
  const { survey } = wave;
  const places = new Map((await app.get(Locations).all()).map(({ code, id }) => [code, id]));
  const placeOf = ({ home }: Person): string | null => places.get(home) ?? null;
  const { responses, unhappy } = answersIn(wave, people, except, placeOf);
  await app.get(PastAnswers).addMany(survey.id, survey.published ?? 1, responses);
  const last = unhappy.sort((one, other) => other.sentAt - one.sentAt).slice(0, wave.calls);
  await app.get(Transactions).run(async () => {
    for (const { id, person, score, text } of last)
      await app.get(CallBacks).ask({
        memberId: person.member.id,
        surveyId: survey.id,
        responseId: id,
        score,
        purchase: null,
        locationId: placeOf(person),
        text,
      });
  });
};

interface Answered {
  readonly responses: PastResponse[];
  readonly unhappy: Unhappy[];
}

const answersIn = (
  { survey, seed, from, until, asked, wordsFor, waits }: Wave,
  people: readonly Person[],
  except: string,
  placeOf: (person: Person) => string | null,
): Answered => {
  const random = new Random(seed);
  const responses: PastResponse[] = [];
  const unhappy: Unhappy[] = [];
  for (const person of people) {
    const since = Math.max(person.member.joinedAt.getTime(), from);
    if (person.member.id === except || since >= until || !random.chance(asked)) continue;
    const askedAt = since + random.next() * (until - since);
    const isSent = random.chance(answers);
    const score = scoreOf(random, person, (askedAt - from) / (until - from));
    const comment = random.chance(writes) ? random.pick(wordsFor(score)) : null;
    const all = answersOf(random, survey, score, comment && textIn(comment, person));
    const stopped = random.chance(0.08) ? new Map([...all].slice(0, 1)) : new Map<string, never>();
    const id = randomUUIDv7();
    if (isSent && score <= 6 && comment)
      unhappy.push({ id, person, score, text: textIn(comment, person), sentAt: askedAt });
    responses.push({
      id,
      memberId: person.member.id,
      askedAt,
      sentAt: isSent ? askedAt + random.between(2, 600) * minuteMs : null,
      locationId: placeOf(person),
      answers: isSent ? all : stopped,
      tags: isSent && comment && random.chance(0.8) ? comment.tags : [],
    });
  }
  if (waits !== null) responses.push(waiting(waits, until));
  return { responses, unhappy };
};

/** A member who was asked a moment ago. */
const waiting = (memberId: string, askedAt: number): PastResponse => ({
  id: randomUUIDv7(),
  memberId,
  askedAt,
  sentAt: null,
  locationId: null,
  answers: new Map(),
  tags: [],
});
