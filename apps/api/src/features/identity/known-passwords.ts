import { formsOf } from './guessable.ts';

let known: Promise<ReadonlySet<string>> | undefined;

// Some megabytes, which most starts do not need: read when the first password is chosen.
const read = async (): Promise<ReadonlySet<string>> => {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  return new Set(dictionary['passwords-common']);
};

/** Whether it is one of the passwords that breaches have shown to be common: some 49,000, in small letters. */
export const isKnownPassword = async (password: string): Promise<boolean> => {
  known ??= read();
  const list = await known;
  return formsOf(password).some((form) => list.has(form));
};
