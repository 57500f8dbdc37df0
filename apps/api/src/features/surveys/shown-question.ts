import type { ShownQuestion } from '@regulars/contracts';
import { viewOfQuestion, type Showing, type SurveyDefinition, type SurveyQuestion } from '@regulars/loyalty';

/** In the shape of the API. */
export const showQuestion = (
  definition: SurveyDefinition,
  question: SurveyQuestion,
  showing: Showing,
): ShownQuestion => viewOfQuestion(definition, question, showing) as ShownQuestion;
