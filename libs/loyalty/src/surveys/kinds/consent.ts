import { fault, nothingKept, type Asked, type QuestionKind } from './kind.ts';

/** Yes or no to what its note says. A required one must be a yes. */
export interface ConsentQuestion extends Asked {
  readonly kind: 'consent';
}

export const consent: QuestionKind<ConsentQuestion> = {
  kind: 'consent',
  goodFrom: null,
  asks: 'answer.choices',
  check: ({ note }) => (note ? [] : [fault('says what the consent is for', '/note')]),
  refuse: ({ required }, answer) => {
    if (typeof answer !== 'boolean') return fault('true or false');
    return required && !answer ? fault('must be given') : null;
  },
  keep: (answer) => ({ ...nothingKept, choices: [answer === true ? 'yes' : 'no'] }),
  recall: ({ choices }) => choices && choices.includes('yes'),
  scale: () => null,
  values: () => ['yes', 'no'],
  say: () => null,
};
