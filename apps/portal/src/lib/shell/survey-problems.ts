import { m } from '#lib/paraglide/messages.js';
import { textFor, tillProblems, type ProblemTexts } from './problem-texts.ts';

/** Why answers to a survey are refused. */
export const surveyProblems: ProblemTexts = {
  'survey-not-open': m.surveys_problem_not_open,
  'survey-already-sent': m.surveys_problem_already_sent,
  'survey-other-version': m.surveys_problem_other_version,
  'survey-anonymous': m.surveys_problem_anonymous,
  'survey-begun': m.surveys_problem_begun,
  'survey-not-allowed': m.surveys_problem_not_allowed,
};

/** The error text for what can happen where staff take answers, so that the page loads no others. */
export const askingProblemText = (code: string | undefined): string =>
  textFor({ ...tillProblems, ...surveyProblems }, code);
