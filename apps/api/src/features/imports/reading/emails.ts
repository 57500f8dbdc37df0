import { email as emailSchema } from '@regulars/contracts';

/** What a cell with e-mail addresses says. */
export interface ReadEmails {
  /** The first one first, each once. */
  readonly emails: readonly string[];
  /** Other words with an @. */
  readonly rest: readonly string[];
}

/** Google writes ` ::: ` between several values of one kind. */
const apart = /\s*(?:[;,|/]|:::)\s*|\s+/u;
/** `Anna Berger <anna@shop.example>`, as mail programs write it. */
const around = /^(?:mailto:|[<("'\[])+|[>)"'\].]+$/giu;

export const emailsIn = (cell: string): ReadEmails => {
  const whole = emailSchema.safeParse(cell.trim()).data;
  if (whole !== undefined) return { emails: [whole], rest: [] };
  const words = cell
    .split(apart)
    .map((word) => word.replaceAll(around, ''))
    .filter((word) => word.includes('@'));
  const read = words.map((word) => ({ word, email: emailSchema.safeParse(word).data }));
  const emails = read.flatMap(({ email }) => email ?? []);
  return {
    emails: emails.filter((email, at) => emails.findIndex((other) => isSame(email, other)) === at),
    rest: read.flatMap(({ word, email }) => (email === undefined ? [word] : [])),
  };
};

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
