import type { INestApplicationContext } from '@nestjs/common';
import type { Survey } from '@regulars/contracts';
import { dayMs } from '@regulars/loyalty';
import { Surveys } from '../features/surveys/index.ts';
import { system } from '../platform/actor.ts';
import { toInstant } from '../platform/clock.ts';
import type { Person } from './people.ts';
import { answerSurvey } from './survey-answers.ts';
import { aboutRoast, aboutVisit } from './survey-words.ts';

const texts = (de: string, en: string, cs: string) => ({ de, en, cs });
const always = { note: null, required: false, next: [] };
const option = (key: string, ...[de, en, cs]: Parameters<typeof texts>) => ({ key, text: texts(de, en, cs) });

/** After a visit: a score, what made it so, and words. */
const afterTheVisit = {
  name: texts('Nach dem Einkauf', 'After a purchase', 'Po nákupu'),
  definition: {
    welcome: null,
    questions: [
      {
        ...always,
        kind: 'nps' as const,
        key: 'recommend',
        scale: '0-10' as const,
        required: true,
        title: texts(
          'Wie wahrscheinlich empfiehlst du uns weiter?',
          'How likely are you to recommend us to a friend?',
          'S jakou pravděpodobností nás doporučíte přátelům?',
        ),
        low: texts('Sehr unwahrscheinlich', 'Not at all likely', 'Velmi nepravděpodobně'),
        high: texts('Sehr wahrscheinlich', 'Extremely likely', 'Velmi pravděpodobně'),
      },
      {
        ...always,
        kind: 'multiple' as const,
        key: 'reasons',
        title: texts(
          'Was war ausschlaggebend für die {answer:recommend}?',
          'What made it a {answer:recommend}?',
          'Co rozhodlo pro {answer:recommend}?',
        ),
        options: [
          option('advice', 'Beratung', 'Advice', 'Poradenství'),
          option('coffee', 'Kaffee', 'Coffee', 'Káva'),
          option('books', 'Bücher', 'Books', 'Knihy'),
          option('waiting', 'Wartezeit', 'Waiting', 'Čekání'),
          option('prices', 'Preise', 'Prices', 'Ceny'),
          option('room', 'Der Raum', 'The room', 'Prostředí'),
        ],
        shuffle: true,
        other: true,
        least: 1,
        most: null,
      },
      {
        ...always,
        kind: 'long-text' as const,
        key: 'words',
        longest: 500,
        title: texts('Magst du mehr erzählen?', 'Would you like to tell us more?', 'Chcete nám říct víc?'),
      },
    ],
    thanks: {
      title: texts('Danke, {first-name}', 'Thank you, {first-name}', 'Děkujeme, {first-name}'),
      text: texts(
        'Das Team deiner Filiale liest jede Antwort.',
        'The team of your shop reads every answer.',
        'Tým vaší prodejny čte každou odpověď.',
      ),
    },
    thanksPoints: 25,
  },
  audience: null,
  distribution: {
    trigger: 'purchase' as const,
    delayMinutes: 120,
    share: 50,
    locations: null,
    channels: ['portal' as const, 'email' as const, 'link' as const],
    quota: null,
  },
  startsAt: null,
  endsAt: null,
  callBackUpTo: 6,
  anonymous: false,
  thanksCouponId: null,
};

/** How a new roast tastes, asked in the portal for a month of autumn. */
const roastOfAutumn = {
  name: texts('Produkttest Herbströstung', 'Product test: autumn roast', 'Test výrobku: podzimní pražení'),
  definition: {
    welcome: {
      title: texts(
        'Deine Meinung zur Herbströstung',
        'What do you think of the autumn roast?',
        'Váš názor na podzimní pražení',
      ),
      text: texts('Vier Fragen, eine Minute.', 'Four questions, one minute.', 'Čtyři otázky, jedna minuta.'),
    },
    questions: [
      {
        ...always,
        kind: 'rating' as const,
        key: 'taste',
        look: 'stars' as const,
        steps: 5,
        required: true,
        title: texts('Wie schmeckt sie dir?', 'How do you like the taste?', 'Jak vám chutná?'),
        low: texts('Gar nicht', 'Not at all', 'Vůbec ne'),
        high: texts('Sehr gut', 'Very much', 'Výborně'),
      },
      {
        ...always,
        kind: 'single' as const,
        key: 'brewed',
        title: texts('Wie hast du sie zubereitet?', 'How did you brew it?', 'Jak jste ji připravili?'),
        options: [
          option('filter', 'Filter', 'Filter', 'Filtr'),
          option('espresso', 'Espresso', 'Espresso', 'Espresso'),
          option('press', 'Pressstempelkanne', 'French press', 'French press'),
          option('machine', 'Vollautomat', 'Automatic machine', 'Automat'),
        ],
        shuffle: false,
        other: true,
      },
      {
        ...always,
        kind: 'csat' as const,
        key: 'price',
        title: texts(
          'Wie zufrieden bist du mit dem Preis?',
          'How satisfied are you with the price?',
          'Jak jste spokojeni s cenou?',
        ),
        low: texts('Sehr unzufrieden', 'Very dissatisfied', 'Velmi nespokojeni'),
        high: texts('Sehr zufrieden', 'Very satisfied', 'Velmi spokojeni'),
      },
      {
        ...always,
        kind: 'long-text' as const,
        key: 'words',
        longest: 500,
        title: texts('Was sollen wir ändern?', 'What should we change?', 'Co bychom měli změnit?'),
      },
    ],
    thanks: {
      title: texts('Danke!', 'Thank you!', 'Děkujeme!'),
      text: texts(
        'Die Rösterei liest jede Antwort.',
        'The roastery reads every answer.',
        'Pražírna čte každou odpověď.',
      ),
    },
    thanksPoints: 15,
  },
  audience: null,
  distribution: {
    trigger: 'open' as const,
    delayMinutes: 0,
    share: 100,
    locations: null,
    channels: ['portal' as const],
    quota: null,
  },
  callBackUpTo: null,
  anonymous: false,
  thanksCouponId: null,
};

/** One that asks after purchases since eight months, and a product test that has ended; with their answers. */
export const askMembers = async (
  app: INestApplicationContext,
  people: readonly Person[],
  now: number,
  annaId: string,
): Promise<void> => {
  const [from, until] = [now - 90 * dayMs, now - 58 * dayMs];
  const roast = { ...roastOfAutumn, startsAt: toInstant(new Date(from)), endsAt: toInstant(new Date(until)) };
  const ended = await publish(app, roast);
  const ofRoast = { from, until, asked: 0.4, wordsFor: aboutRoast, waits: null, calls: 0 };
  await answerSurvey(app, { survey: ended, seed: 4712, ...ofRoast }, people, annaId);
  await app.get(Surveys).end(system, ended.id, ended.version);
  const survey = await publish(app, afterTheVisit);
  const sinceLong = { from: now - 240 * dayMs, until: now - dayMs, asked: 0.55 };
  const ofVisits = { ...sinceLong, wordsFor: aboutVisit, waits: annaId, calls: 4 };
  await answerSurvey(app, { survey, seed: 4711, ...ofVisits }, people, annaId);
};

const publish = async (
  app: INestApplicationContext,
  content: Parameters<Surveys['create']>[1],
): Promise<Survey> => {
  const surveys = app.get(Surveys);
  const { id, version } = await surveys.create(system, content);
  return surveys.publish(system, id, version);
};
