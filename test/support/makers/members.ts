import { randomUUID } from 'node:crypto';
import type { Role } from '@regulars/contracts';
import { Members, type MemberRecord, type NewMember } from '../../../apps/api/src/features/members/index.ts';
import { MergeRequests } from '../../../apps/api/src/features/members/merge-requests.ts';
import { Transactions } from '../../../apps/api/src/platform/database/transactions.ts';
import { makeKey, makeStaff, type SignedIn } from '../makers.ts';
import type { TestApp } from '../app.ts';
import { send } from '../requests.ts';

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

/** Blocks a member, or makes the member active again, as staff do. */
export const changeStatus = async (
  api: TestApp,
  memberId: string,
  status: 'active' | 'blocked',
): Promise<void> => {
  const key = await makeKey(api, ['members:read', 'members:write']);
  const { version } = (await send(api, 'get', `/members/${memberId}`, { key }).expect(200)).body;
  await send(api, 'patch', `/members/${memberId}`, { key, version, body: { status } }).expect(200);
};

/** A member asks to merge another membership into their own. */
export const makeMergeRequest = async (
  { app }: TestApp,
  memberId: string,
  otherId: string,
): Promise<void> => {
  const other = await app.get(Members).byId(otherId);
  await app.get(Transactions).run(() => app.get(MergeRequests).ask(memberId, [other]));
};
