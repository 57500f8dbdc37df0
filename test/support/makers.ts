import { randomUUID } from 'node:crypto';
import type { Role, Scope } from '@regulars/contracts';
import {
  Accounts,
  ApiKeysService,
  Credentials,
  SessionsService,
} from '../../apps/api/src/features/identity/index.ts';
import { system } from '../../apps/api/src/platform/actor.ts';
import type { TestApp } from './app.ts';

/** Secret of a new API key. */
export const makeKey = async (
  { app }: TestApp,
  scopes: (Scope | '*')[] = ['*'],
  locations: string[] = [],
): Promise<string> =>
  (await app.get(ApiKeysService).create(system, { name: 'test', scopes, locations })).secret;

export interface SignedIn {
  readonly accountId: string;
  readonly email: string;
  readonly password: string;
  /** The `cookie` header of the session. */
  readonly cookie: string;
}

/** An account with these staff roles, signed in. */
export const makeStaff = async (
  { app }: TestApp,
  roles: Exclude<Role, 'member'>[],
  {
    memberId,
    locationIds = [],
    email = `${randomUUID()}@club.example`,
    emailConfirmed = true,
  }: { memberId?: string; locationIds?: string[]; email?: string; emailConfirmed?: boolean } = {},
): Promise<SignedIn> => {
  const password = randomUUID();
  const accounts = app.get(Accounts);
  const accountId = await accounts.open({
    email,
    password: await app.get(Credentials).choose(password, { email, staff: false }),
    displayName: roles.join(' and '),
    language: 'en',
    memberId,
    emailConfirmed,
  });
  for (const role of roles) await accounts.grant(accountId, role, locationIds);
  const { token } = await app.get(SessionsService).open(accountId, 'test');
  return { accountId, email, password, cookie: `regulars=${token}` };
};
