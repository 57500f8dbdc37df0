import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { Accounts, ApiKeysService, Credentials as NewPasswords } from '../features/identity/index.ts';
import { system } from '../platform/actor.ts';

export interface Credentials {
  readonly url: string;
  readonly manager: SignIn;
  readonly cashier: SignIn;
  readonly member: SignIn;
  readonly apiKey: string;
}
interface SignIn {
  readonly email: string;
  readonly password: string;
}

/** Creates the accounts of the demo's three people, with passwords unique to this installation. */
export const openAccounts = async (
  app: INestApplicationContext,
  memberId: string,
  memberEmail: string,
  url: string,
): Promise<Credentials> => {
  const accounts = app.get(Accounts);
  const passwords = app.get(NewPasswords);
  const withPassword = async ({ email, password }: SignIn) => ({
    email,
    password: await passwords.choose(password, { email, staff: false }),
  });
  const manager = newSignIn('manager@morgenrot.example');
  const cashier = newSignIn('cashier@morgenrot.example');
  const member = newSignIn(memberEmail);
  const managerId = await accounts.open({
    ...(await withPassword(manager)),
    emailConfirmed: true,
    displayName: 'Helena Morgenrot',
    language: 'de',
  });
  await accounts.grant(managerId, 'manager');
  await accounts.grant(managerId, 'admin');
  const cashierId = await accounts.open({
    ...(await withPassword(cashier)),
    emailConfirmed: true,
    displayName: 'Mira Lang',
    language: 'de',
  });
  await accounts.grant(cashierId, 'cashier');
  await accounts.open({
    ...(await withPassword(member)),
    emailConfirmed: true,
    displayName: 'Anna K.',
    language: 'de',
    memberId,
  });
  const { secret } = await app
    .get(ApiKeysService)
    .create(system, { name: 'Demo', scopes: ['*'], locations: [] });
  return { url, manager, cashier, member, apiKey: secret };
};

const newSignIn = (email: string): SignIn => ({ email, password: randomBytes(9).toString('base64url') });

/** Stores them in `${dataDir}/demo-credentials.json`, readable by the owner alone. */
export const keepCredentials = async (credentials: Credentials, dataDir: string): Promise<string> => {
  const path = join(resolve(dataDir), 'demo-credentials.json');
  await mkdir(resolve(dataDir), { recursive: true });
  await writeFile(path, `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600 });
  return path;
};
