import {
  importKind,
  importScopes,
  type ImportKind,
  type ImportSettings,
  type Scope,
} from '@regulars/contracts';
import { boundTo, holds, type Actor } from '../../platform/actor.ts';
import { assertHolds } from '../../platform/scopes.ts';
import { ClubError } from '../../platform/club-error.ts';
import type { ImportRecord } from './import.ts';
import { movesPoints } from './opening-draft.ts';

type Access = 'read' | 'write';
type Started = Pick<ImportRecord, 'kind' | 'actor'>;

/** Members and products belong to the whole club, so callers bound to locations import only purchases. */
export const importableBy = (actor: Actor, access: Access): ImportKind[] =>
  importKind.options.filter(
    (kind) => holds(actor, importScopes[kind][access]) && (kind === 'purchases' || boundTo(actor) === null),
  );

/**
 * Whether the import exists for the actor. For callers bound to locations it does if its author was bound to
 * some of these, so that all its purchases are there.
 */
export const reachesImport = (actor: Actor, { kind, actor: starter }: Started, access: Access): boolean => {
  const bound = boundTo(actor);
  const theirs = boundTo(starter);
  return (
    importableBy(actor, access).includes(kind) &&
    (bound === null || (theirs !== null && theirs.every((id) => bound.includes(id))))
  );
};

/** Refused lines of points tell who is a member. */
const alsoNeeded = {
  members: [],
  products: [],
  purchases: [],
  balances: ['members:read'],
} satisfies { [Kind in ImportKind]: readonly Scope[] };

/** Throws `not-allowed` if the import would exceed the actor's rights. */
export const assertMayImport = (
  actor: Actor,
  { kind, options, mapping }: Pick<ImportSettings, 'kind' | 'options' | 'mapping'>,
): void => {
  assertMayImportKind(actor, kind);
  if (movesPoints({ kind, mapping })) assertHolds(actor, 'points:write');
  for (const scope of alsoNeeded[kind]) assertHolds(actor, scope);
  if (!options.newLocations) return;
  assertHolds(actor, 'club:write');
  if (boundTo(actor) !== null)
    throw ClubError.field(
      'not-allowed',
      '/settings/options/newLocations',
      'not available to callers bound to locations',
    );
};

/** Throws `not-allowed`. */
export const assertMayImportKind = (actor: Actor, kind: ImportKind): void => {
  assertHolds(actor, importScopes[kind].write);
  if (!importableBy(actor, 'write').includes(kind))
    throw ClubError.field('not-allowed', '/settings/kind', 'not available to callers bound to locations');
};
