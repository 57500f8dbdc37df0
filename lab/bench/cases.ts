import type { Path } from './paths-of-load.ts';
import type { ReferenceLoad } from './reference-loads.ts';

/**
 * The system under test: the API, the statements alone, the naive API, or the API of an older commit. `again` compares
 * a system with itself.
 */
export type Variant = 'http' | 'http again' | 'sql' | 'naive' | 'before' | 'before again';

/** Variants that are measured in the same stretch of time, so that they can be compared. */
export interface Case {
  readonly name: string;
  readonly path: Path | ReferenceLoad;
  readonly connections: number;
  readonly hot: number | null;
  readonly variants: readonly Variant[];
}

const hotEarner = 3;
const hotSaver = 1;
const crowds = [1, 16, 64];
export const mostConnections = 64;

const ofPath = (path: Path, connections: number, variants: readonly Variant[]): Case => ({
  name: `${path}, ${connections} ${connections === 1 ? 'connection' : 'connections'}`,
  path,
  connections,
  hot: null,
  variants,
});

const ofReferenceLoad = (path: ReferenceLoad): Case => ({
  name: `${path}, 16 connections`,
  path,
  connections: 16,
  hot: null,
  variants: ['sql'],
});

export const cases: readonly Case[] = [
  ...crowds.map((connections) => ofPath('earn', connections, ['http', 'sql', 'naive'])),
  {
    name: 'earn, 16 connections, one member',
    path: 'earn',
    connections: 16,
    hot: hotEarner,
    variants: ['http', 'sql', 'naive'],
  },
  ...crowds.map((connections) => ofPath('redeem', connections, ['http', 'sql'])),
  {
    name: 'redeem, 16 connections, one member',
    path: 'redeem',
    connections: 16,
    hot: hotSaver,
    variants: ['http', 'sql'],
  },
  ...crowds.map((connections) => ofPath('look up', connections, ['http', 'sql'])),
  ofPath('checkout', 16, ['http', 'sql']),
  ofPath('sell', 16, ['http', 'sql']),
  ofPath('redeem code', 16, ['http', 'sql']),
  {
    name: 'earn against itself, 16 connections',
    path: 'earn',
    connections: 16,
    hot: null,
    variants: ['http', 'http again'],
  },
  ofReferenceLoad('tpc-b'),
  ofReferenceLoad('one row'),
];
