import { facts, type FactName, type Source } from './facts.ts';
import { happeningOf } from './happenings.ts';

/** Values of the club that a comparison names, such as categories. */
interface SourcedValues {
  /** To the value. */
  readonly pointer: string;
  /** Absent for what happened. */
  readonly fact?: FactName;
  readonly source: Source;
  readonly values: readonly string[];
}

/** Operators that compare whole values. */
const whole: ReadonlySet<unknown> = new Set([
  'is',
  'is-one-of',
  'at-least',
  'contains',
  'contains-any',
  'contains-all',
]);

/** The values that come from resources of the club, of all comparisons and happenings in a condition or in what contains it. */
export function sourcedValues(part: unknown, pointer = ''): SourcedValues[] {
  if (typeof part !== 'object' || part === null) return [];
  return [
    ...comparison(part, pointer),
    ...happening(part, pointer),
    ...Object.entries(part).flatMap(([name, inner]) => sourcedValues(inner, `${pointer}/${name}`)),
  ];
}

function comparison(part: object, pointer: string): SourcedValues[] {
  if (!('fact' in part && 'op' in part && 'value' in part) || !whole.has(part.op)) return [];
  if (!isFact(part.fact)) return [];
  const definition = facts[part.fact];
  if (!('source' in definition)) return [];
  const values = [part.value].flat().filter((value) => typeof value === 'string');
  return [{ pointer: `${pointer}/value`, fact: part.fact, source: definition.source, values }];
}

function happening(part: object, pointer: string): SourcedValues[] {
  if (!('happened' in part && 'of' in part)) return [];
  const source = happeningOf(part.happened)?.source;
  if (!source) return [];
  const values = [part.of].flat().filter((value) => typeof value === 'string');
  return [{ pointer: `${pointer}/of`, source, values }];
}

const isFact = (name: unknown): name is FactName => typeof name === 'string' && Object.hasOwn(facts, name);
