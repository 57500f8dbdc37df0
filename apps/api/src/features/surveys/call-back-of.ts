import type { AskedCallBack } from '../tasks/index.ts';
import type { AnswerToCallAbout } from './answered-calls.repository.ts';

/** A task holds no more. */
const longestText = 5000;

/** The task for an answer. @param note of the one who asks for it */
export const callBackOf = (
  { id, memberId, surveyId, locationId, purchase, score, text }: AnswerToCallAbout,
  note = '',
): AskedCallBack => ({
  memberId,
  surveyId,
  responseId: id,
  score,
  purchase,
  locationId,
  text: [note, text].filter(Boolean).join('\n\n').slice(0, longestText),
});
