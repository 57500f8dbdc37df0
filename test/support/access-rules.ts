import type { Role, Scope } from '@regulars/contracts';
import type { World } from './access-world.ts';
import type { TestApp } from './app.ts';
import { rowsOf } from './rows.ts';

/** Values of a request that would succeed, for whoever may send it. */
export interface Ask {
  /** What stands for the parameters of the path, in their order. */
  readonly path?: readonly string[];
  readonly query?: string;
  readonly body?: object;
  /** `current`: that of the member whom the path names, whatever other calls did to it. */
  readonly version?: number | 'current';
}

export interface Expectation {
  /** Who may call; `'anyone'` also without signing in. */
  readonly who: 'anyone' | readonly Role[];
  /** The scopes that a key needs; without one no key may call. */
  readonly scope?: Scope | readonly Scope[];
  /** One of these lets a key in; what it then may do depends on a kind. */
  readonly anyScope?: readonly Scope[];
  readonly ask: (world: World) => Ask;
  /** A call that nobody can make succeed here, for example because it needs the link of a mail. */
  readonly inVain?: true;
}

export type Make = (world: World) => Ask;
const plain: Make = () => ({});
export const rule =
  (who: Expectation['who'], scope?: Expectation['scope']) =>
  (ask: Make = plain): Expectation => ({ who, scope, ask });
export const byKind =
  (who: Expectation['who'], ...anyScope: Scope[]) =>
  (ask: Make = plain): Expectation => ({ who, anyScope, ask });
export const importing = byKind(['manager', 'admin'], 'members:write', 'club:write', 'purchases:write');
export const readingImports = byKind(['manager', 'admin'], 'members:read', 'club:read', 'purchases:read');
export const inVain = (expectation: Expectation): Expectation => ({ ...expectation, inVain: true });

export const everybody: readonly Role[] = ['member', 'cashier', 'manager', 'admin'];
export const staff: readonly Role[] = ['cashier', 'manager', 'admin'];
export const managers: readonly Role[] = ['manager', 'admin'];
export const anyone = rule('anyone');
export const signedIn = rule(everybody);
export const member = rule(['member']);
export const admin = rule(['admin']);

/** The version that a request expects. */
export const expectedVersion = async (
  api: TestApp,
  { path = [], version }: Ask,
): Promise<number | undefined> => {
  if (version !== 'current') return version;
  const [member] = await rowsOf<{ version: number }>(api, 'select version from members where id = $1', [
    path[0],
  ]);
  return member?.version;
};
