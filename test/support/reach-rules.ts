import type { Reach } from '@regulars/contracts';
import type { Ask } from './access-rules.ts';
import type { Fixtures } from './access-fixtures.ts';

/**
 * How far staff and keys of a location reach with an endpoint (ADR 18), and the proof that a call worked: a text in the
 * reply of a read, changed tables for a write.
 */
export interface ReachExpectation {
  readonly reach: Reach;
  readonly shows?: (fixtures: Fixtures) => string;
  readonly changes?: readonly string[];
  /** A valid request, if it differs from that of callers without locations. */
  readonly ask?: (fixtures: Fixtures) => Ask;
  /** Its objects of other locations have separate tests. */
  readonly apart?: true;
}

type Rest = Omit<ReachExpectation, 'reach'>;
export const club = (rest: Rest = {}): ReachExpectation => ({ reach: 'club', ...rest });
export const own: ReachExpectation = { reach: 'own' };
export const anywhere = (rest: Rest): ReachExpectation => ({ reach: 'anywhere', ...rest });
export const member = (rest: Rest): ReachExpectation => ({ reach: 'member', ...rest });
export const location = (rest: Rest): ReachExpectation => ({ reach: 'location', ...rest });
/** The handler limits it, and no JSON request can succeed here. */
export const apart: ReachExpectation = { reach: 'location', apart: true };

export const changing = (...changes: string[]): Rest => ({ changes });
export const showing = (shows: (fixtures: Fixtures) => string): Rest => ({ shows });
export const words = (text: string): Rest => showing(() => text);
