// Forbids decisions by kind with `?:`, `if … else`, an `if` that returns before another `return`, `switch`, `||` and
// Svelte's `{#if}`, because they forget a kind that is added later. An object that must have all kinds does not compile
// without it.
//
// Allowed is a question about one kind that says nothing about the others: a guard (`if (actor.kind !== 'account')
// throw …`), an `{#if}` without `:else`, a `?:` whose other side is empty (null, undefined, [], {}, ''), and a comparison as
// a value. Also allowed is a `switch` without `default` in which each case returns: if a kind is missing, the function does
// not compile. For rules, their effects and reasons nothing is allowed: each kind has its own file.
import type { Rule } from 'eslint';

const alwaysByFile = /^(rule|effect|reason)s?$/i;

/** The part of a parser's node that this rule reads. */
interface Node {
  readonly type?: unknown;
  readonly [part: string]: unknown;
}
const nodeAt = (node: Node, part: string): Node => {
  const found = node[part];
  return typeof found === 'object' && found !== null ? { ...found } : {};
};
const nodesAt = (node: Node, part: string): Node[] => {
  const found = node[part];
  return Array.isArray(found) ? found.map((each: object) => ({ ...each })) : [];
};

/** How a node accesses a kind: `effect.kind` and `rule.effect?.kind` as `effect`, a destructured `kind` as nothing. */
const ownerOfKind = (node: Node): string | null => {
  const read = node.type === 'ChainExpression' ? nodeAt(node, 'expression') : node;
  if (read.type === 'Identifier') return read['name'] === 'kind' ? '' : null;
  if (read.type !== 'MemberExpression' || read['computed'] === true) return null;
  if (nodeAt(read, 'property')['name'] !== 'kind') return null;
  const object = nodeAt(read, 'object');
  const owner = object.type === 'MemberExpression' ? nodeAt(object, 'property') : object;
  return typeof owner['name'] === 'string' ? owner['name'] : 'this';
};

const isText = ({ type, value }: Node): boolean => type === 'Literal' && typeof value === 'string';

/** The objects whose kinds a test compares with a text, also among other conditions, once per comparison. */
const comparedIn = (test: Node): string[] => {
  if (test.type === 'UnaryExpression') return comparedIn(nodeAt(test, 'argument'));
  const [left, right] = [nodeAt(test, 'left'), nodeAt(test, 'right')];
  if (test.type === 'LogicalExpression') return [...comparedIn(left), ...comparedIn(right)];
  if (test.type !== 'BinaryExpression' || !/^[!=]==?$/.test(String(test['operator']))) return [];
  const owner = isText(right) ? ownerOfKind(left) : isText(left) ? ownerOfKind(right) : null;
  return owner === null ? [] : [owner];
};

const isNothing = (node: Node): boolean => {
  if (node.type === 'Literal') return node['value'] === null || node['value'] === '';
  if (node.type === 'Identifier') return node['name'] === 'undefined';
  if (node.type === 'ArrayExpression') return nodesAt(node, 'elements').length === 0;
  return node.type === 'ObjectExpression' && nodesAt(node, 'properties').length === 0;
};

const lastOf = (statement: Node): Node =>
  statement.type === 'BlockStatement' ? (nodesAt(statement, 'body').at(-1) ?? {}) : statement;

/** Each case returns or falls through to one that does, and there is no `default`. */
const isExhaustive = (node: Node): boolean =>
  nodesAt(node, 'cases').every((part) => {
    const last = nodesAt(part, 'consequent').at(-1);
    return nodeAt(part, 'test').type !== undefined && (!last || lastOf(last).type === 'ReturnStatement');
  });

/** A list of kinds. A kind that is added later would be missing without an error. */
const isList = (owners: readonly string[]): boolean => new Set(owners).size < owners.length;
const isOfRules = (owners: readonly string[]): boolean => owners.some((owner) => alwaysByFile.test(owner));

/** The objects whose kinds an `if` statement tests. */
const askedBy = (statement: Node): string[] =>
  statement.type === 'IfStatement' ? [...new Set(comparedIn(nodeAt(statement, 'test')))] : [];

/** What the last statement returns; null if it returns nothing. */
const returned = (statement: Node): Node | null => {
  const last = lastOf(statement);
  if (last.type !== 'ReturnStatement') return null;
  const value = nodeAt(last, 'argument');
  return value.type === undefined || isNothing(value) ? null : value;
};

/** `if (kind === 'a') return one; return other;` is a `?:`. */
const isChoiceOf = (statement: Node, next: Node | undefined): boolean =>
  statement.type === 'IfStatement' &&
  /^===?$/.test(String(nodeAt(statement, 'test')['operator'])) &&
  comparedIn(nodeAt(statement, 'test')).length > 0 &&
  returned(nodeAt(statement, 'consequent')) !== null &&
  next?.type === 'ReturnStatement' &&
  returned(next) !== null;

export const kindsByMap: Rule.RuleModule = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      branch:
        'A kind that is added later is forgotten here. Fix: let the file of the kind decide, or use an object that ' +
        '`satisfies { [K in Kind]: … }` and look the kind up in it.',
    },
  },
  create(context) {
    const refuseWhere = (isRefused: (node: Node) => boolean) => (node: Rule.Node) => {
      if (isRefused({ ...node })) context.report({ node, messageId: 'branch' });
    };
    const chooses = (test: string, isChoice: (node: Node) => boolean) =>
      refuseWhere((node) => {
        const owners = comparedIn(nodeAt(node, test));
        return owners.length > 0 && (isOfRules(owners) || isChoice(node));
      });
    const chains = (node: Rule.Node): void => {
      const before = new Set<string>();
      const statements = nodesAt({ ...node }, 'body');
      for (const [place, statement] of statements.entries()) {
        const asked = askedBy(statement);
        if (asked.some((owner) => before.has(owner)) || isChoiceOf(statement, statements[place + 1])) {
          const { loc } = statement as { loc?: Rule.Node['loc'] };
          if (loc) context.report({ loc, messageId: 'branch' });
        }
        for (const owner of asked) before.add(owner);
      }
    };
    return {
      BlockStatement: chains,
      IfStatement: chooses('test', (node) => nodeAt(node, 'alternate').type !== undefined),
      ConditionalExpression: chooses(
        'test',
        (node) => !isNothing(nodeAt(node, 'alternate')) && !isNothing(nodeAt(node, 'consequent')),
      ),
      SvelteIfBlock: chooses('expression', (node) => nodeAt(node, 'else').type !== undefined),
      SwitchStatement: refuseWhere((node) => {
        const owner = ownerOfKind(nodeAt(node, 'discriminant'));
        return owner !== null && (isOfRules([owner]) || !isExhaustive(node));
      }),
      LogicalExpression: refuseWhere((node) => isList(comparedIn(node))),
    };
  },
};
