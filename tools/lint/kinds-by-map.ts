// Forbids to branch over the kind of a rule, its effect or a reason: there `?:`, `if`, `switch` and Svelte's `{#if}`
// forget a kind that is added later. An object that must cover all kinds does not compile without it.
import type { Rule } from 'eslint';

const discriminants = /^(rule|effect|reason)s?$/i;

/** A node of any parser, as far as it is looked at. */
interface Node {
  readonly type?: unknown;
  readonly [part: string]: unknown;
}
const nodeAt = (node: Node, part: string): Node => {
  const found = node[part];
  return typeof found === 'object' && found !== null ? { ...found } : {};
};

/** `effect.kind`, `rule.effect?.kind` */
const isKind = (node: Node): boolean => {
  const read = node.type === 'ChainExpression' ? nodeAt(node, 'expression') : node;
  if (read.type !== 'MemberExpression' || read['computed'] === true) return false;
  if (nodeAt(read, 'property')['name'] !== 'kind') return false;
  const object = nodeAt(read, 'object');
  const owner = object.type === 'MemberExpression' ? nodeAt(object, 'property') : object;
  return typeof owner['name'] === 'string' && discriminants.test(owner['name']);
};

/** Whether a test compares the kind, be it beside other conditions. */
const comparesKind = (node: Node): boolean => {
  if (node.type === 'UnaryExpression') return comparesKind(nodeAt(node, 'argument'));
  const sides = [nodeAt(node, 'left'), nodeAt(node, 'right')];
  if (node.type === 'LogicalExpression') return sides.some(comparesKind);
  return node.type === 'BinaryExpression' && /^[!=]==?$/.test(String(node['operator'])) && sides.some(isKind);
};

export const kindsByMap: Rule.RuleModule = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      branch:
        'A kind that is added later is forgotten here. Cure: ask the part of the kind for it, or keep an object that ' +
        '`satisfies { [K in Kind]: … }` and look it up by the kind.',
    },
  },
  create(context) {
    const refuse = (part: string, isBranch: (node: Node) => boolean) => (node: Rule.Node) => {
      if (isBranch(nodeAt({ ...node }, part))) context.report({ node, messageId: 'branch' });
    };
    return {
      IfStatement: refuse('test', comparesKind),
      ConditionalExpression: refuse('test', comparesKind),
      SvelteIfBlock: refuse('expression', comparesKind),
      SwitchStatement: refuse('discriminant', isKind),
    };
  },
};
