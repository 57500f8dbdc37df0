import type { INestApplicationContext } from '@nestjs/common';
import type { Survey } from '@regulars/contracts';
import { Surveys } from '../features/surveys/index.ts';
import { system } from '../platform/actor.ts';

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
    trigger: 'open' as const,
    delayMinutes: 0,
    share: 100,
    locations: null,
    channels: ['portal' as const],
    quota: null,
  },
  startsAt: null,
  endsAt: null,
  callBackUpTo: 6,
};

/** The live survey of the demo club. */
export const publishSurvey = async (app: INestApplicationContext): Promise<Survey> => {
  const surveys = app.get(Surveys);
  const { id, version } = await surveys.create(system, afterTheVisit);
  return surveys.publish(system, id, version);
};
