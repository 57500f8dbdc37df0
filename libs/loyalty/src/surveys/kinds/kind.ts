import type { Condition } from '@regulars/conditions';
import type { NpsScale } from '../nps.ts';

/** A text by language; the first one that is filled replaces a missing one. */
export type SurveyTexts = Readonly<Partial<Record<'de' | 'en' | 'cs', string>>>;

/** Where the survey goes on: at a later question, or null at its end. */
export interface Jump {
  /** About the answers so far; null for always. */
  readonly when: Condition | null;
  readonly to: string | null;
}

/** What every question has. */
export interface Asked {
  /** Unique in the survey, and the same in its later versions. */
  readonly key: string;
  readonly title: SurveyTexts;
  readonly note: SurveyTexts | null;
  readonly required: boolean;
  /** The first one that holds decides; without one the next question follows. */
  readonly next: readonly Jump[];
}

/** What a member says. */
export type Answer = number | string | boolean | ChosenOptions;
export interface ChosenOptions {
  readonly choices: readonly string[];
  /** In own words, where the question allows it. */
  readonly other?: string | undefined;
}

/** What is wrong, with a JSON pointer within the question or the answer. */
export interface SurveyFault {
  readonly pointer: string;
  readonly message: string;
}

/** An answer as it is stored. All null: the question was skipped. */
export interface KeptAnswer {
  readonly number: number | null;
  readonly choices: readonly string[] | null;
  readonly words: string | null;
}

/** The scale of an answer, stored with it. */
export type AnswerScale = { readonly min: number; readonly max: number } | NpsScale;

/** A kind of question. Its name is stored with answers, so it is permanent. */
export interface QuestionKind<Question extends Asked & { readonly kind: string }> {
  readonly kind: Question['kind'];
  /** What the conditions of a branch can ask about it. */
  readonly asks: 'answer.number' | 'answer.choices' | null;
  /** What contradicts itself. */
  check(question: Question): SurveyFault[];
  /** What is wrong with an answer; null if nothing is. */
  refuse(question: Question, answer: Answer): SurveyFault | null;
  /** Of an answer that is not refused. */
  keep(answer: Answer): KeptAnswer;
  /** The other way round. */
  recall(kept: KeptAnswer): Answer | null;
  /** Null for kinds without one. */
  scale(question: Question): AnswerScale | null;
  /** Everything that can be counted, in its order; null if each answer is its own. */
  values(question: Question): readonly string[] | null;
  /** Answers from here on are good ones; null if none are. */
  readonly goodFrom: number | null;
  /** An answer in words, for another question that repeats it; null if it has none. */
  say(question: Question, answer: Answer): SaidAnswer | null;
}

/** Words of the member, or texts of the club. */
export type SaidAnswer = string | readonly SurveyTexts[];

export const fault = (message: string, pointer = ''): SurveyFault => ({ pointer, message });

export const nothingKept: KeptAnswer = { number: null, choices: null, words: null };

/** A number or a text as it is. */
export const plainly = (answer: Answer): string | null =>
  typeof answer === 'object' ? null : String(answer);
