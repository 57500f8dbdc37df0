import { randomUUID } from 'node:crypto';
import type { Role } from '@regulars/contracts';
import { Members, type MemberRecord, type NewMember } from '../../../apps/api/src/features/members/index.ts';
import { makeStaff, type SignedIn } from '../makers.ts';
import type { TestApp } from '../app.ts';

/** A member with card and wallet, as registered by staff. */
export const makeMember = async ({ app }: TestApp, member: Partial<NewMember> = {}): Promise<MemberRecord> =>
  app.get(Members).create({
    email: `${randomUUID()}@member.example`,
    firstName: 'Anna',
    lastName: 'Krause',
    language: 'de',
    ...member,
  });

export interface SignedInMember extends SignedIn {
  readonly member: MemberRecord;
}

/** A signed-in member, optionally with staff roles. */
export const makeSignedInMember = async (
  api: TestApp,
  { roles = [], ...member }: Partial<NewMember> & { roles?: Exclude<Role, 'member'>[] } = {},
): Promise<SignedInMember> => {
  const made = await makeMember(api, member);
  return { ...(await makeStaff(api, roles, { memberId: made.id })), member: made };
};
