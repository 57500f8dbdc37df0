import type { RosterMember } from '../members/index.ts';

type Field = 'externalId' | 'email' | 'phone';

const fields: readonly Field[] = ['externalId', 'email', 'phone'];

/** Identifiers of people; addresses are compared without case. */
export const knownBy = (field: string, value: string): string =>
  `${field} ${field === 'email' ? value.toLowerCase() : value}`;

/**
 * Members by the identifiers in a file; several if several have one. Those who confirmed an address come first.
 */
export const peopleBy = (members: readonly RosterMember[]): Map<string, readonly RosterMember[]> => {
  const people = new Map<string, readonly RosterMember[]>();
  for (const member of members)
    for (const field of fields) {
      const value = member[field];
      if (value === null) continue;
      const key = knownBy(field, value);
      people.set(key, [...(people.get(key) ?? []), member]);
    }
  for (const [key, named] of people) {
    const confirmed = key.startsWith('email ') ? named.filter(({ emailConfirmed }) => emailConfirmed) : [];
    if (confirmed.length > 0) people.set(key, confirmed);
  }
  return people;
};
