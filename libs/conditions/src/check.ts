import { isDate } from './calendar.ts';
import { conditionLimits } from './condition.ts';
import { contexts, isFactIn, type Context } from './contexts.ts';
import { factOf, isFactName, type Fact } from './facts.ts';
import { happeningOf } from './happenings.ts';
import type { Takes } from './operators/operator.ts';
import { operatorOf } from './operators/operators.ts';

export type ConditionFault =
  | 'not-a-condition'
  | 'unknown-fact'
  | 'unknown-event'
  /** It can happen twice, but not follow itself. */
  | 'same-event'
  /** The fact, `lines`, `purchases` or `happened` exists, but not for this subject. */
  | 'not-here'
  | 'unknown-operator'
  | 'wrong-key'
  | 'wrong-value'
  | 'too-deep'
  | 'too-many'
  /** The same of article numbers, which a product set can name. */
  | 'too-many-articles'
  | 'empty';

export interface ConditionProblem {
  /** JSON pointer to the wrong node, '' for the root. */
  readonly pointer: string;
  readonly fault: ConditionFault;
}

/** A fault as the API says it. */
export const faultText = (fault: ConditionFault): string => ofFaults[fault] ?? fault;

const ofFaults: Readonly<Partial<Record<ConditionFault, string>>> = {
  'too-many-articles': `at most ${conditionLimits.values} article numbers: put more of them into a product set`,
  'same-event': 'the same event twice: ask how often it happened',
};

/**
 * What is wrong with a supposed condition of this context. If nothing is, it is a `Condition`. Safe on any
 * JSON.
 */
export function checkCondition(input: unknown, context: Context): ConditionProblem[] {
  const check = new Check();
  check.node(input, '', 1, context);
  return check.problems;
}

/** What may come after something that happened. */
const followers = ['then', 'without'] as const;

type Node = Readonly<Record<string, unknown>>;
type Kind = Pick<Fact, 'type' | 'choices' | 'source'>;

class Check {
  readonly problems: ConditionProblem[] = [];
  #nodes = 0;

  node(input: unknown, pointer: string, depth: number, context: Context): void {
    this.#nodes += 1;
    if (depth > conditionLimits.depth) return this.#report(pointer, 'too-deep');
    if (this.#nodes > conditionLimits.nodes) {
      if (this.#nodes === conditionLimits.nodes + 1) this.#report(pointer, 'too-many');
      return;
    }
    const node = objectOf(input);
    if (!node) this.#report(pointer, 'not-a-condition');
    else if (hasKeys(node, ['all'])) this.#children(node['all'], `${pointer}/all`, depth, context);
    else if (hasKeys(node, ['any'])) this.#children(node['any'], `${pointer}/any`, depth, context);
    else if (hasKeys(node, ['not'])) this.node(node['not'], `${pointer}/not`, depth + 1, context);
    else if (hasKeys(node, ['fact', 'op'], ['key', 'value'])) this.#comparison(node, pointer, context);
    else if (hasKeys(node, ['lines'], ['where', 'op', 'value'])) this.#lines(node, pointer, depth, context);
    else if (hasKeys(node, ['purchases', 'days', 'op', 'value'], ['where']))
      this.#purchases(node, pointer, depth, context);
    else if (hasKeys(node, ['happened', 'days'], ['of', 'op', 'value', 'then', 'without', 'within']))
      this.#happened(node, pointer, context);
    else this.#report(pointer, 'not-a-condition');
  }

  #children(input: unknown, pointer: string, depth: number, context: Context): void {
    if (!Array.isArray(input)) return this.#report(pointer, 'not-a-condition');
    if (input.length === 0) return this.#report(pointer, 'empty');
    if (input.length > conditionLimits.children) return this.#report(pointer, 'too-many');
    input.forEach((child: unknown, index) => this.node(child, `${pointer}/${index}`, depth + 1, context));
  }

  #comparison(node: Node, pointer: string, context: Context): void {
    const fact = factOf(node['fact']);
    if (!fact) return this.#report(`${pointer}/fact`, 'unknown-fact');
    if (!isFactNameIn(node['fact'], context)) return this.#report(`${pointer}/fact`, 'not-here');
    if (!isKeyOf(fact, node['key'])) this.#report(`${pointer}/key`, 'wrong-key');
    this.#operation(node, fact, pointer);
  }

  #lines(node: Node, pointer: string, depth: number, context: Context): void {
    const { lines, where } = node;
    if (!contexts[context].lines) return this.#report(`${pointer}/lines`, 'not-here');
    if (lines === 'any' || lines === 'all') {
      if (!hasKeys(node, ['lines', 'where'])) return this.#report(pointer, 'not-a-condition');
    } else if (lines === 'count' || lines === 'sum-quantity')
      this.#operation(node, { type: 'number' }, pointer);
    else if (lines === 'sum-amount') this.#operation(node, { type: 'money' }, pointer);
    else return this.#report(`${pointer}/lines`, 'not-a-condition');
    if (where !== undefined) this.node(where, `${pointer}/where`, depth + 1, 'line');
  }

  #purchases(node: Node, pointer: string, depth: number, context: Context): void {
    const { purchases, days, where } = node;
    if (!contexts[context].purchases) return this.#report(`${pointer}/purchases`, 'not-here');
    if (purchases !== 'count' && purchases !== 'visits' && purchases !== 'sum')
      return this.#report(`${pointer}/purchases`, 'not-a-condition');
    if (days !== null && days !== 'this-month' && !isDays(days))
      this.#report(`${pointer}/days`, 'wrong-value');
    this.#operation(node, { type: purchases === 'sum' ? 'money' : 'number' }, pointer);
    if (purchases !== 'sum' && isMoreThanIsLookedAt(node['value']))
      this.#report(`${pointer}/value`, 'wrong-value');
    if (where !== undefined) this.node(where, `${pointer}/where`, depth + 1, 'purchase');
  }

  #happened(node: Node, pointer: string, context: Context): void {
    const { days, within, value } = node;
    // The rest is checked too, so that all faults are named at once.
    if (!contexts[context].happenings) this.#report(`${pointer}/happened`, 'not-here');
    this.#happening(node, pointer);
    if (!isDays(days) || days > conditionLimits.happenedDays) this.#report(`${pointer}/days`, 'wrong-value');
    const [follower] = followers.filter((name) => name in node);
    if (follower === undefined) {
      if (!hasKeys(node, ['happened', 'days', 'op', 'value'], ['of']))
        return this.#report(pointer, 'not-a-condition');
      this.#operation(node, { type: 'number' }, pointer);
      if (isMoreThanIsLookedAt(value)) this.#report(`${pointer}/value`, 'wrong-value');
      return;
    }
    const next = objectOf(node[follower]);
    if (!hasKeys(node, ['happened', 'days', follower, 'within'], ['of']))
      return this.#report(pointer, 'not-a-condition');
    // What must not have come needs days that are over, within those that are looked at.
    const most = typeof days === 'number' ? (follower === 'then' ? days : days - 1) : Infinity;
    if (!isDays(within) || within > most) this.#report(`${pointer}/within`, 'wrong-value');
    if (!next || !hasKeys(next, ['happened'], ['of']))
      return this.#report(`${pointer}/${follower}`, 'not-a-condition');
    if (next['happened'] === node['happened'] && String(next['of']) === String(node['of']))
      return this.#report(`${pointer}/${follower}`, 'same-event');
    this.#happening(next, `${pointer}/${follower}`);
  }

  #happening({ happened, of }: Node, pointer: string): void {
    const kind = happeningOf(happened);
    if (!kind) return this.#report(`${pointer}/happened`, 'unknown-event');
    if (of === undefined) return;
    if (kind.source) this.#values(of, { type: 'set', source: kind.source }, `${pointer}/of`);
    else this.#report(`${pointer}/of`, 'wrong-value');
  }

  #operation({ op, value }: Node, kind: Kind & Pick<Fact, 'nullable'>, pointer: string): void {
    const operator = operatorOf(kind, op);
    if (!operator) return this.#report(`${pointer}/op`, 'unknown-operator');
    if (operator.takes === 'many') this.#values(value, kind, `${pointer}/value`);
    else if (!takesValue(operator.takes, value, kind)) this.#report(`${pointer}/value`, 'wrong-value');
  }

  #values(input: unknown, kind: Kind, pointer: string): void {
    if (!Array.isArray(input)) return this.#report(pointer, 'wrong-value');
    if (input.length === 0) return this.#report(pointer, 'empty');
    if (input.length > conditionLimits.values)
      return this.#report(pointer, kind.source === 'product' ? 'too-many-articles' : 'too-many');
    input.forEach((value: unknown, index) => {
      if (!isTextOf(kind, value)) this.#report(`${pointer}/${index}`, 'wrong-value');
    });
  }

  #report(pointer: string, fault: ConditionFault): void {
    this.problems.push({ pointer, fault });
  }
}

function objectOf(input: unknown): Node | null {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return null;
  return Object.fromEntries(Object.entries(input));
}

function isFactNameIn(name: unknown, context: Context): boolean {
  return typeof name === 'string' && isFactName(name) && isFactIn(name, context);
}

function hasKeys(node: Node, needed: readonly string[], possible: readonly string[] = []): boolean {
  const keys = Object.keys(node);
  return (
    needed.every((key) => keys.includes(key)) &&
    keys.every((key) => needed.includes(key) || possible.includes(key))
  );
}

function isKeyOf({ parameter, keys }: Fact, key: unknown): boolean {
  if (parameter === undefined) return key === undefined;
  return isText(key) && (keys === undefined || Object.hasOwn(keys, key));
}

function takesValue(takes: Exclude<Takes, 'many'>, value: unknown, kind: Kind): boolean {
  if (takes === 'nothing') return value === undefined;
  if (takes === 'days') return isDays(value);
  return takes === 'range' ? isRangeOf(kind, value) : isOneOf(kind, value);
}

function isOneOf(kind: Kind, value: unknown): boolean {
  switch (kind.type) {
    case 'text':
    case 'choice':
    case 'step':
    case 'set':
      return isTextOf(kind, value);
    case 'number':
      return isNumber(value);
    case 'money': {
      const money = objectOf(value);
      return (
        money !== null &&
        hasKeys(money, ['amount', 'currency']) &&
        isAmount(money['amount']) &&
        isCurrency(money['currency'])
      );
    }
    case 'date':
      return typeof value === 'string' && isDate(value);
    case 'time':
      return isTime(value);
    case 'flag':
      return typeof value === 'boolean';
  }
}

function isRangeOf({ type }: Kind, value: unknown): boolean {
  const range = objectOf(value);
  if (!range) return false;
  const { from, to, currency } = range;
  if (type === 'money') {
    const isComplete = hasKeys(range, ['from', 'to', 'currency']) && isCurrency(currency);
    return isComplete && isAmount(from) && isAmount(to) && from <= to;
  }
  if (!hasKeys(range, ['from', 'to'])) return false;
  return type === 'number'
    ? isNumber(from) && isNumber(to) && from <= to
    : isTime(from) && isTime(to) && from !== to;
}

function isTextOf({ choices }: Kind, value: unknown): boolean {
  return isText(value) && (choices === undefined || Object.hasOwn(choices, value));
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '' && value.length <= conditionLimits.text;
}

function isNumber(value: unknown): value is number {
  if (typeof value !== 'number' || value < 0 || value > conditionLimits.number) return false;
  return Number(value.toFixed(conditionLimits.places)) === value;
}

function isAmount(value: unknown): value is number {
  return Number.isSafeInteger(value) && isNumber(value);
}

function isDays(value: unknown): value is number {
  return Number.isSafeInteger(value) && isNumber(value) && value >= 1 && value <= conditionLimits.days;
}

/** A count that is never known: a condition looks at no more purchases, and nothing else happens as often. */
function isMoreThanIsLookedAt(value: unknown): boolean {
  const highest = objectOf(value)?.['to'] ?? value;
  return isNumber(highest) && highest > conditionLimits.purchases;
}

function isCurrency(value: unknown): boolean {
  return typeof value === 'string' && /^[A-Z]{3}$/.test(value);
}

function isTime(value: unknown): value is string {
  return typeof value === 'string' && /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(value);
}
