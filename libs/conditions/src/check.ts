import { conditionLimits, facts, type FactType } from './condition.ts';

export type ConditionFault =
  'not-a-condition' | 'unknown-fact' | 'unknown-operator' | 'wrong-value' | 'too-deep' | 'too-many' | 'empty';

export interface ConditionProblem {
  /** JSON pointer of the wrong node, '' for the root. */
  readonly pointer: string;
  readonly fault: ConditionFault;
}

/** What is wrong with what claims to be a condition; nothing wrong: it is a `Condition`. Safe on any JSON. */
export function checkCondition(input: unknown): ConditionProblem[] {
  const check = new Check();
  check.node(input, '', 1);
  return check.problems;
}

class Check {
  readonly problems: ConditionProblem[] = [];
  #nodes = 0;

  node(input: unknown, pointer: string, depth: number): void {
    this.#nodes += 1;
    if (depth > conditionLimits.depth) return this.#report(pointer, 'too-deep');
    if (this.#nodes > conditionLimits.nodes) {
      if (this.#nodes === conditionLimits.nodes + 1) this.#report(pointer, 'too-many');
      return;
    }
    const node = objectOf(input);
    const keys = node ? Object.keys(node) : [];
    if (!node) this.#report(pointer, 'not-a-condition');
    else if (hasOnly(keys, ['all'])) this.#children(node['all'], `${pointer}/all`, depth);
    else if (hasOnly(keys, ['any'])) this.#children(node['any'], `${pointer}/any`, depth);
    else if (hasOnly(keys, ['not'])) this.node(node['not'], `${pointer}/not`, depth + 1);
    else if (hasOnly(keys, ['fact', 'op', 'value'])) this.#comparison(node, pointer);
    else this.#report(pointer, 'not-a-condition');
  }

  #children(input: unknown, pointer: string, depth: number): void {
    if (!Array.isArray(input)) return this.#report(pointer, 'not-a-condition');
    if (input.length === 0) return this.#report(pointer, 'empty');
    if (input.length > conditionLimits.nodes) return this.#report(pointer, 'too-many');
    input.forEach((child: unknown, index) => this.node(child, `${pointer}/${index}`, depth + 1));
  }

  #comparison({ fact, op, value }: Record<string, unknown>, pointer: string): void {
    const type =
      typeof fact === 'string' && Object.hasOwn(facts, fact) ? facts[fact as keyof typeof facts] : null;
    if (!type) return this.#report(`${pointer}/fact`, 'unknown-fact');
    if (op === 'is') {
      if (!isValue(value, type)) this.#report(`${pointer}/value`, 'wrong-value');
    } else if (op === 'is-one-of') this.#values(value, type, `${pointer}/value`);
    else this.#report(`${pointer}/op`, 'unknown-operator');
  }

  #values(input: unknown, type: FactType, pointer: string): void {
    if (!Array.isArray(input)) return this.#report(pointer, 'wrong-value');
    if (input.length === 0) return this.#report(pointer, 'empty');
    if (input.length > conditionLimits.values) return this.#report(pointer, 'too-many');
    input.forEach((value: unknown, index) => {
      if (!isValue(value, type)) this.#report(`${pointer}/${index}`, 'wrong-value');
    });
  }

  #report(pointer: string, fault: ConditionFault): void {
    this.problems.push({ pointer, fault });
  }
}

function objectOf(input: unknown): Record<string, unknown> | null {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return null;
  return Object.fromEntries(Object.entries(input));
}

function hasOnly(keys: readonly string[], wanted: readonly string[]): boolean {
  return keys.length === wanted.length && wanted.every((key) => keys.includes(key));
}

function isValue(value: unknown, type: FactType): boolean {
  if (typeof value !== 'string' || value === '' || value.length > conditionLimits.text) return false;
  return type.type === 'text' || type.choices.includes(value);
}
