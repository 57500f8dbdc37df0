import { formsOf } from './guessable.ts';

let known: Promise<ReadonlySet<string>> | undefined;

// Several megabytes that most starts do not need, so it is loaded when the first password is chosen.
const read = async (): Promise<ReadonlySet<string>> => {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  return new Set(dictionary['passwords-common']);
};

/** Whether it is one of about 49,000 common passwords from breaches, in lower case. */
export const isKnownPassword = async (password: string): Promise<boolean> => {
  known ??= read();
  const list = await known;
  return formsOf(password).some((form) => list.has(form));
};
