import type { Path, Regular, SingleCode } from './paths-of-load.ts';
import type { Program } from './program.ts';
import type { ReferenceLoad } from './reference-loads.ts';

export interface DriverSetup {
  readonly sqlUrl: string;
  readonly apiKey: string;
  readonly mostConnections: number;
  readonly regulars: readonly Regular[];
  /** Not used yet. */
  readonly codes: readonly SingleCode[];
  readonly programs: Readonly<Record<Path, Program>>;
}

export interface Load {
  readonly path: Path | ReferenceLoad;
  readonly target: { readonly how: 'http'; readonly port: number } | { readonly how: 'sql' };
  readonly connections: number;
  readonly milliseconds: number;
  /** The index of the only member that all requests use; null for random members. */
  readonly hot: number | null;
}

export interface LoadResult {
  readonly done: number;
  readonly seconds: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** The count of each error. */
  readonly refusals: Readonly<Record<string, number>>;
}

export type ToDriver = { readonly setup: DriverSetup } | { readonly load: Load };
export type FromDriver = { readonly outcome: LoadResult | null } | { readonly error: string };
