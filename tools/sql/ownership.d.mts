import type pg from 'pg';
import type { EntityTable } from './entities.mjs';

/** What is in the database, who owns it, and what uses it. Names of functions end with `()`. */
export interface Schema {
  readonly declared: Map<string, { owns: Set<string>; shares: Set<string> }>;
  /** Which owners come before which. */
  readonly order: readonly (readonly string[])[];
  readonly there: readonly string[];
  readonly texts: readonly { owner: string; what: string; text: string }[];
  readonly entities: readonly EntityTable[];
  readonly triggers: readonly { name: string; table: string; function: string }[];
}

/** Violations of the ownership rule in the sources of the API. */
export function ownershipFaults(
  client: pg.Client,
  statements: readonly { name: string; text: string; owner: string; file: string }[],
  entities: readonly EntityTable[],
): Promise<string[]>;
/** Violations of the ownership rule. */
export function faultsOf(schema: Schema): string[];
