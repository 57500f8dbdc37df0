import { dictionary } from '@zxcvbn-ts/language-common';
import { formsOf } from './guessable.ts';

let known: ReadonlySet<string> | null = null;

/** Whether it is one of the passwords that breaches have shown to be common: some 49,000, in small letters. */
export const isKnownPassword = (password: string): boolean => {
  // Made when the first password is chosen: most starts need none.
  known ??= new Set(dictionary['passwords-common']);
  return formsOf(password).some((form) => known?.has(form));
};
