import type { Role, Scope } from '@regulars/contracts';
import type { Fixtures } from './access-fixtures.ts';
import type { TestApp } from './app.ts';
import { rowsOf } from './rows.ts';

/** Values of a request that succeeds for an allowed caller. */
export interface Ask {
  /** The values of the path parameters, in order. */
  readonly path?: readonly string[];
  readonly query?: string;
  readonly body?: object;
  /** `current`: the current version of the member in the path. */
  readonly version?: number | 'current';
}

export interface Expectation {
  /** The allowed callers; `'anyone'` includes visitors. */
  readonly who: 'anyone' | readonly Role[];
  /** The scopes that a key needs; if empty, keys are refused. */
  readonly scope?: Scope | readonly Scope[];
  /** A key needs one of these; what it may do then depends on a kind. */
  readonly anyScope?: readonly Scope[];
  readonly ask: (fixtures: Fixtures) => Ask;
  /** A call that cannot succeed here, for example because it needs a mail link. */
  readonly fails?: true;
}

export type Make = (fixtures: Fixtures) => Ask;
const plain: Make = () => ({});
/** A link that nobody has. */
export const forged = (): Ask => ({ path: ['x'.repeat(43)] });
export const rule =
  (who: Expectation['who'], scope?: Expectation['scope']) =>
  (ask: Make = plain): Expectation => ({ who, scope, ask });
export const byKind =
  (who: Expectation['who'], ...anyScope: Scope[]) =>
  (ask: Make = plain): Expectation => ({ who, anyScope, ask });
export const importing = byKind(
  ['manager', 'admin'],
  'members:write',
  'club:write',
  'purchases:write',
  'points:write',
);
export const readingImports = byKind(
  ['manager', 'admin'],
  'members:read',
  'club:read',
  'purchases:read',
  'points:read',
);
export const exporting = byKind(
  ['manager', 'admin'],
  'members:read',
  'purchases:read',
  'points:read',
  'club:read',
  'rewards:read',
  'audit:read',
);
export const fails = (expectation: Expectation): Expectation => ({
  ...expectation,
  fails: true,
});

export const everybody: readonly Role[] = ['member', 'cashier', 'manager', 'admin'];
export const staff: readonly Role[] = ['cashier', 'manager', 'admin'];
export const managers: readonly Role[] = ['manager', 'admin'];
export const anyone = rule('anyone');
export const signedIn = rule(everybody);
export const member = rule(['member']);
export const admin = rule(['admin']);

/** The version that the request sends. */
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
