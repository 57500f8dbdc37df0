import type { BodyOf, createSurvey, Texts } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { languages } from '#lib/shell/languages.ts';
import type { TemplateName } from './template-names.ts';

type Content = BodyOf<typeof createSurvey>;
type Question = Content['definition']['questions'][number];
type Said = (inputs: Record<string, never>, options: { locale: (typeof languages)[number] }) => string;

/** A text of ours in all languages of the club. */
const texts = (said: Said): Texts =>
  Object.fromEntries(languages.map((locale) => [locale, said({}, { locale })]));

const plain = { note: null, required: false, next: [] };
const options = (entries: readonly (readonly [key: string, text: Said])[]) => ({
  options: entries.map(([key, text]) => ({ key, text: texts(text) })),
  shuffle: false,
  other: false,
});
const words = (key: string, said: Said): Question => ({
  kind: 'long-text',
  key,
  ...plain,
  title: texts(said),
  longest: 500,
});
const yesNo = options([
  ['yes', m.surveysconsole_t_yes],
  ['maybe', m.surveysconsole_t_maybe],
  ['no', m.surveysconsole_t_no],
]);

const purchase = (): Question[] => [
  {
    kind: 'nps',
    key: 'score',
    ...plain,
    title: texts(m.surveysconsole_t_recommend),
    required: true,
    scale: '0-10',
    low: texts(m.surveysconsole_t_unlikely),
    high: texts(m.surveysconsole_t_likely),
    // Promoters are not asked what was bad.
    next: [{ when: { fact: 'answer.number', key: 'score', op: 'at-least', value: 9 }, to: 'why' }],
  },
  {
    kind: 'multiple',
    key: 'reasons',
    ...plain,
    title: texts(m.surveysconsole_t_reasons),
    ...options([
      ['service', m.surveysconsole_t_service],
      ['waiting', m.surveysconsole_t_waiting],
      ['range', m.surveysconsole_t_range],
      ['price', m.surveysconsole_t_price],
    ]),
    shuffle: true,
    other: true,
    least: 1,
    most: null,
  },
  words('why', (_, locale) => m.surveysconsole_t_why({ score: '{answer:score}' }, locale)),
];

const event = (): Question[] => [
  {
    kind: 'csat',
    key: 'how',
    ...plain,
    title: texts(m.surveysconsole_t_event_how),
    required: true,
    low: null,
    high: null,
  },
  { kind: 'single', key: 'again', ...plain, title: texts(m.surveysconsole_t_event_again), ...yesNo },
  words('better', m.surveysconsole_t_better),
];

const product = (): Question[] => [
  {
    kind: 'rating',
    key: 'stars',
    ...plain,
    title: texts(m.surveysconsole_t_product_how),
    required: true,
    look: 'stars',
    steps: 5,
    low: null,
    high: null,
  },
  {
    kind: 'multiple',
    key: 'liked',
    ...plain,
    title: texts(m.surveysconsole_t_product_liked),
    ...options([
      ['taste', m.surveysconsole_t_taste],
      ['look', m.surveysconsole_t_look],
      ['packing', m.surveysconsole_t_packing],
      ['price', m.surveysconsole_t_price],
    ]),
    other: true,
    least: 1,
    most: null,
  },
  { kind: 'single', key: 'buy', ...plain, title: texts(m.surveysconsole_t_product_buy), ...yesNo },
  words('better', m.surveysconsole_t_better),
];

const leaving = (): Question[] => [
  {
    kind: 'single',
    key: 'reason',
    ...plain,
    title: texts(m.surveysconsole_t_leaving_why),
    required: true,
    ...options([
      ['far', m.surveysconsole_t_far],
      ['little', m.surveysconsole_t_little],
      ['mail', m.surveysconsole_t_mail],
      ['price', m.surveysconsole_t_price],
    ]),
    other: true,
  },
  words('back', m.surveysconsole_t_back),
];

const empty = (): Question[] => [words('question', m.surveysconsole_t_question)];

/** One in three purchases is enough to see a trend, and members are asked while they remember. */
const afterPurchases: Content['distribution'] = {
  trigger: 'purchase',
  delayMinutes: 120,
  share: 33,
  locations: null,
  channels: ['portal', 'email'],
  quota: null,
};
const inPortal: Content['distribution'] = {
  trigger: 'open',
  delayMinutes: 0,
  share: 100,
  locations: null,
  channels: ['portal'],
  quota: null,
};

interface Template {
  readonly name: Said;
  readonly questions: () => Question[];
  /** Absent: members are asked in the portal at any time. */
  readonly distribution?: Content['distribution'];
}

const templates: Record<TemplateName, Template> = {
  purchase: {
    name: m.surveysconsole_template_purchase,
    questions: purchase,
    distribution: afterPurchases,
  },
  event: { name: m.surveysconsole_template_event, questions: event },
  product: { name: m.surveysconsole_template_product, questions: product },
  leaving: { name: m.surveysconsole_template_leaving, questions: leaving },
  empty: { name: m.surveysconsole_template_empty, questions: empty },
};

/** A draft that can be published as it is. */
export function surveyFrom(template: TemplateName): Content {
  const { name, questions, distribution = inPortal } = templates[template];
  return {
    name: texts(name),
    definition: {
      welcome: null,
      questions: questions(),
      thanks: { title: texts(m.surveysconsole_t_thanks), text: texts(m.surveysconsole_t_thanks_text) },
      thanksPoints: null,
    },
    distribution,
    audience: null,
    startsAt: null,
    endsAt: null,
    callBackUpTo: 6,
    anonymous: false,
    thanksCouponId: null,
  };
}
