import { hasYear } from '@regulars/conditions';

/** Why a member and the friend may be the same person. */
export type ReferralSign = 'email' | 'phone' | 'person' | 'browser';

/** What a club knows of a person. */
export interface ReferralPerson {
  readonly email: string | null;
  readonly phone: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly birthday: string | null;
}

/** The signs that both are the same person. They are no proof: a person of the team decides. */
export const referralSigns = (
  member: ReferralPerson,
  friend: ReferralPerson,
  sameBrowser: boolean,
): ReferralSign[] => {
  const same = (read: (person: ReferralPerson) => string | null): boolean => {
    const value = read(member);
    return value !== null && value === read(friend);
  };
  return [
    ...(same(mailboxOf) ? (['email'] as const) : []),
    ...(same(({ phone }) => phone) ? (['phone'] as const) : []),
    ...(same(nameOf) && isSameBirthday(member, friend) ? (['person'] as const) : []),
    ...(sameBrowser ? (['browser'] as const) : []),
  ];
};

/** Mail services that ignore dots in a name. */
const dotless: ReadonlySet<string> = new Set(['gmail.com', 'googlemail.com']);

/** The mailbox behind an address: in lower case and without the part after a plus. */
function mailboxOf({ email }: ReferralPerson): string | null {
  const at = email?.lastIndexOf('@') ?? -1;
  if (!email || at < 1) return null;
  const host = email.slice(at + 1).toLowerCase();
  const name = email.slice(0, at).toLowerCase().replace(/\+.*$/u, '');
  return dotless.has(host) ? `${name.replaceAll('.', '')}@gmail.com` : `${name}@${host}`;
}

/** Names alone are shared by many people. */
function nameOf({ firstName, lastName }: ReferralPerson): string | null {
  if (!firstName || !lastName) return null;
  return [firstName, lastName].map((part) => part.trim().toLocaleLowerCase('en')).join('\n');
}

/** The same day; one of both may lack the year. */
function isSameBirthday({ birthday: one }: ReferralPerson, { birthday: other }: ReferralPerson): boolean {
  if (one === null || other === null) return false;
  return one === other || (!(hasYear(one) && hasYear(other)) && one.slice(-6) === other.slice(-6));
}
