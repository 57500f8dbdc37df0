import type { ShownQuestion, SurveyAnswer } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { count, dateTime } from '#lib/ui/format.ts';

/** A day of a question: it has no zone. */
const day = (iso: string): string => dateTime(`${iso}T12:00:00Z`, 'date', 'UTC');

type OfKind<Value> = Readonly<Record<ShownQuestion['kind'], (question: ShownQuestion) => Value>>;

const nothing = (): undefined => undefined;
const choices = ({ least, most }: ShownQuestion): string | undefined => {
  if (least === most && least !== null) return m.asking_pick_exactly({ count: least });
  if (most === null) return least !== null && least > 1 ? m.asking_pick_least({ least }) : undefined;
  return least !== null && least > 1
    ? m.asking_pick_between({ least, most })
    : m.asking_pick_most({ count: most });
};
const characters = ({ longest }: ShownQuestion): string => m.asking_length({ count: longest ?? 0 });

const limits = {
  nps: nothing,
  csat: nothing,
  ces: nothing,
  single: nothing,
  multiple: choices,
  picture: nothing,
  rating: nothing,
  number: ({ scale }) =>
    scale ? m.asking_range({ least: count(scale.min), most: count(scale.max) }) : undefined,
  'short-text': characters,
  'long-text': characters,
  date: ({ from, to }) => {
    if (from && to) return m.asking_range({ least: day(from), most: day(to) });
    if (from) return m.asking_from({ day: day(from) });
    return to ? m.asking_until({ day: day(to) }) : undefined;
  },
  consent: nothing,
} satisfies OfKind<string | undefined>;

/** What a question asks for, before the answer; undefined if its fields say it. */
export const limitsOf = (question: ShownQuestion): string | undefined => limits[question.kind](question);

const tooLong = ({ longest }: ShownQuestion): string => m.asking_wrong_long({ count: longest ?? 0 });

const wrong = {
  nps: () => m.asking_wrong_step(),
  csat: () => m.asking_wrong_step(),
  ces: () => m.asking_wrong_step(),
  single: () => m.asking_wrong_choice(),
  multiple: (question) => choices(question) ?? m.asking_wrong_choice(),
  picture: () => m.asking_wrong_choice(),
  rating: () => m.asking_wrong_step(),
  number: ({ scale }) =>
    m.asking_wrong_number({ least: count(scale?.min ?? 0), most: count(scale?.max ?? 0) }),
  'short-text': tooLong,
  'long-text': tooLong,
  date: () => m.asking_wrong_date(),
  consent: () => m.asking_wrong_consent(),
} satisfies OfKind<string>;

/** Why an answer was refused, in the words of its kind. */
export const wrongAnswer = (question: ShownQuestion, answer: SurveyAnswer | null): string =>
  answer === null ? m.asking_wrong_missing() : wrong[question.kind](question);
