import { checkCondition, faultText, type Comparison, type Condition } from '@regulars/conditions';
import { asksAbout, checkQuestion, valuesOf, type SurveyQuestion } from './kinds/index.ts';
import { fault, type Jump, type SurveyFault, type SurveyTexts } from './kinds/kind.ts';
import { placesIn } from './piping.ts';

/** A page before the first question, or after the last. */
export interface SurveyPage {
  readonly title: SurveyTexts;
  readonly text: SurveyTexts | null;
}

/** What a survey asks. A published one never changes. */
export interface SurveyDefinition {
  readonly welcome: SurveyPage | null;
  readonly questions: readonly SurveyQuestion[];
  readonly thanks: SurveyPage | null;
}

/**
 * What keeps a survey from being published, with pointers. Branches lead only to later questions, so that each of
 * them ends; every question can be reached, and conditions and texts name only questions that come before.
 */
export const checkDefinition = (definition: SurveyDefinition): SurveyFault[] => [
  ...definition.questions.flatMap((question, index) =>
    [
      ...checkKey(definition, index),
      ...checkQuestion(question),
      ...question.next.flatMap((jump, at) => checkJump(definition, index, jump, `/next/${at}`)),
      ...checkTexts(definition, question, index),
    ].map(within(`/questions/${index}`)),
  ),
  ...unreached(definition),
  ...checkPage(definition, definition.welcome, 0).map(within('/welcome')),
  ...checkPage(definition, definition.thanks, definition.questions.length).map(within('/thanks')),
];

const within =
  (start: string) =>
  ({ pointer, message }: SurveyFault): SurveyFault => ({ pointer: `${start}${pointer}`, message });

const placeOf = ({ questions }: SurveyDefinition, key: string): number =>
  questions.findIndex((question) => question.key === key);

const checkKey = (definition: SurveyDefinition, index: number): SurveyFault[] => {
  const key = definition.questions[index]?.key ?? '';
  return placeOf(definition, key) < index ? [fault('another question has this key', '/key')] : [];
};

const checkJump = (
  definition: SurveyDefinition,
  index: number,
  { when, to }: Jump,
  pointer: string,
): SurveyFault[] => [
  ...checkTarget(definition, index, to).map(within(`${pointer}/to`)),
  ...(when ? checkWhen(definition, index, when) : []).map(within(`${pointer}/when`)),
];

const checkTarget = (definition: SurveyDefinition, index: number, to: string | null): SurveyFault[] => {
  if (to === null) return [];
  const target = placeOf(definition, to);
  if (target === -1) return [fault('no such question')];
  return target <= index ? [fault('leads back: this branch would have no end')] : [];
};

const checkWhen = (definition: SurveyDefinition, index: number, when: Condition): SurveyFault[] => {
  const faults = checkCondition(when, 'answers');
  return faults.length > 0
    ? faults.map(({ pointer, fault: found }) => fault(faultText(found), pointer))
    : comparisonsIn(when).flatMap(({ comparison, pointer }) =>
        checkComparison(definition, index, comparison).map(within(pointer)),
      );
};

interface Placed {
  readonly comparison: Comparison;
  readonly pointer: string;
}

const comparisonsIn = (condition: Condition, pointer = ''): readonly Placed[] => {
  const each = (join: string, children: readonly Condition[]): readonly Placed[] =>
    children.flatMap((child, index) => comparisonsIn(child, `${pointer}/${join}/${index}`));
  if ('all' in condition) return each('all', condition.all);
  if ('any' in condition) return each('any', condition.any);
  if ('not' in condition) return comparisonsIn(condition.not, `${pointer}/not`);
  return 'fact' in condition ? [{ comparison: condition, pointer }] : [];
};

const checkComparison = (
  definition: SurveyDefinition,
  index: number,
  { fact, key = '', value }: Comparison,
): SurveyFault[] => {
  const asked = definition.questions.slice(0, index + 1).find((question) => question.key === key);
  if (!asked) return [fault('no such question before', '/key')];
  if (asksAbout(asked) !== fact) return [fault('this question has no such answer', '/fact')];
  const known = valuesOf(asked);
  const options = [value].flat().filter((each) => typeof each === 'string');
  return known && options.some((option) => !known.includes(option))
    ? [fault('no such option', '/value')]
    : [];
};

/** From the first question, by every branch that may be taken. */
const unreached = ({ questions }: SurveyDefinition): SurveyFault[] => {
  const reached = new Set(questions[0] ? [questions[0].key] : []);
  return questions.flatMap(({ key, next }, index) => {
    if (!reached.has(key)) return [fault('no branch leads here', `/questions/${index}`)];
    const first = next.findIndex(({ when }) => when === null);
    for (const { to } of first === -1 ? next : next.slice(0, first + 1)) if (to !== null) reached.add(to);
    const following = questions[index + 1];
    if (first === -1 && following) reached.add(following.key);
    return [];
  });
};

const checkTexts = (
  definition: SurveyDefinition,
  { title, note }: SurveyQuestion,
  index: number,
): SurveyFault[] => [
  ...checkPlaces(definition, title, index).map(within('/title')),
  ...checkPlaces(definition, note, index).map(within('/note')),
];

const checkPage = (definition: SurveyDefinition, page: SurveyPage | null, index: number): SurveyFault[] => [
  ...checkPlaces(definition, page?.title ?? null, index).map(within('/title')),
  ...checkPlaces(definition, page?.text ?? null, index).map(within('/text')),
];

/** Texts repeat only answers that were given before. */
const checkPlaces = (definition: SurveyDefinition, texts: SurveyTexts | null, index: number): SurveyFault[] =>
  Object.entries(texts ?? {}).flatMap(([language, text]) =>
    placesIn(text).flatMap((place) => {
      if (place.kind === 'unknown') return [fault(`nothing is called ${place.name}`, `/${language}`)];
      const isBefore = place.kind === 'fact' || isAmong(definition, place.name, index);
      return isBefore ? [] : [fault(`no question ${place.name} before`, `/${language}`)];
    }),
  );

const isAmong = (definition: SurveyDefinition, key: string, before: number): boolean => {
  const place = placeOf(definition, key);
  return place !== -1 && place < before;
};
