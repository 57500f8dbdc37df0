import { randomUUIDv7 } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import type { Survey } from '@regulars/contracts';
import { Locations } from '../features/club/index.ts';
import { PastAnswers, type PastResponse } from '../features/surveys/index.ts';
import { CallBacks } from '../features/tasks/index.ts';
import { Transactions } from '../platform/database/transactions.ts';
import type { Person } from './people.ts';
import { Random } from './random.ts';

const dayMs = 86_400_000;
const minuteMs = 60_000;
/** Since when the club asks. */
const days = 240;
const asked = 0.55;
const answers = 0.36;
const writes = 0.42;
/** Open tasks to call someone back. */
const calls = 4;

type Words = Readonly<Record<'de' | 'en' | 'cs', string>>;
interface Said {
  readonly words: Words;
  readonly tags: readonly string[];
}
const said = (de: string, en: string, cs: string, ...tags: string[]): Said => ({
  words: { de, en, cs },
  tags,
});

const bad = [
  said(
    'Eine Viertelstunde gewartet, dann ging meine Karte nicht. Das Team war nett.',
    'Waited a quarter of an hour, and then my card would not scan. The staff were nice about it.',
    'Čekal jsem čtvrt hodiny a pak nešla načíst karta. Obsluha byla milá.',
    'waiting',
    'card',
  ),
  said(
    'Zwei Packungen bestellt, eine kam an. Seit vier Tagen keine Antwort.',
    'Ordered two bags online, one came. No answer for four days.',
    'Objednal jsem dva balíčky, přišel jeden. Čtyři dny žádná odpověď.',
    'delivery',
    'service',
  ),
  said(
    'Für einen Flat White wird es langsam teuer.',
    'Coffee very good, but a flat white is getting steep.',
    'Káva výborná, ale flat white začíná být drahý.',
    'price',
  ),
  said(
    'Um neun war das Gebäck schon aus.',
    'The pastries were gone by nine.',
    'V devět už nebylo žádné pečivo.',
    'coffee',
  ),
  said('Zu laut zum Lesen.', 'Too loud to read.', 'Na čtení moc hlučno.', 'room'),
];
const fair = [
  said(
    'Gut, aber samstags ist die Schlange lang.',
    'Good, but the queue is long on Saturdays.',
    'Dobré, jen v sobotu je dlouhá fronta.',
    'waiting',
  ),
  said(
    'Mehr tschechische Bücher wären schön.',
    'More Czech books would be nice.',
    'Potěšilo by víc českých knih.',
    'books',
  ),
  said(
    'Der Kaffee ist gut, die Stühle sind hart.',
    'The coffee is good, the chairs are hard.',
    'Káva dobrá, židle tvrdé.',
    'room',
    'coffee',
  ),
];
const good = [
  said(
    'Jemand, der noch weiß, was ich letztes Mal gelesen habe. Wo gibt es das noch?',
    'Somebody who remembers what I read last time. Where do you still find that?',
    'Někdo, kdo si pamatuje, co jsem četl minule. Kde to dnes najdete?',
    'service',
    'books',
  ),
  said(
    'Die Herbströstung ist die beste bisher.',
    'The autumn roast is the best you have made so far.',
    'Podzimní pražení je zatím nejlepší.',
    'coffee',
  ),
  said(
    'Schnell, freundlich und immer ein Tipp.',
    'Quick, friendly, and always with a tip.',
    'Rychlé, milé a vždycky s tipem.',
    'service',
  ),
  said('Mein zweites Wohnzimmer.', 'My second living room.', 'Můj druhý obývák.', 'room'),
  said(
    'Die Lesung am Donnerstag war wunderbar.',
    "Thursday's reading was wonderful.",
    'Čtvrteční čtení bylo nádherné.',
    'books',
  ),
];

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

const wordsFor = (score: number): readonly Said[] => {
  if (score <= 6) return bad;
  return score <= 8 ? fair : good;
};

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
        if ('scale' in question) return [question.key, { answer: score, seconds: seconds() }];
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

/** Answers of eight months to the survey of the demo club, and open tasks for the last ones who were not happy. */
export const answerSurvey = async (
  app: INestApplicationContext,
  survey: Pick<Survey, 'id' | 'published' | 'definition'>,
  people: readonly Person[],
  now: number,
  except: string,
): Promise<void> => {
  const random = new Random(4711);
  const places = new Map((await app.get(Locations).all()).map(({ code, id }) => [code, id]));
  const responses: PastResponse[] = [];
  const unhappy: Unhappy[] = [];
  for (const person of people) {
    const since = Math.max(person.member.joinedAt.getTime(), now - days * dayMs);
    if (person.member.id === except || !random.chance(asked)) continue;
    const askedAt = since + random.next() * (now - dayMs - since);
    const progress = (askedAt - (now - days * dayMs)) / (days * dayMs);
    const isSent = random.chance(answers);
    const score = scoreOf(random, person, progress);
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
      locationId: places.get(person.home) ?? null,
      answers: isSent ? all : stopped,
      tags: isSent && comment && random.chance(0.8) ? comment.tags : [],
    });
  }
  await app.get(PastAnswers).addMany(survey.id, survey.published ?? 1, responses);
  const last = unhappy.sort((one, other) => other.sentAt - one.sentAt).slice(0, calls);
  await app.get(Transactions).run(async () => {
    for (const { id, person, score, text } of last)
      await app.get(CallBacks).ask({
        memberId: person.member.id,
        surveyId: survey.id,
        responseId: id,
        score,
        purchase: null,
        locationId: places.get(person.home) ?? null,
        text,
      });
  });
};
