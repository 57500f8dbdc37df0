// `validUntil`, `expiresAt` and their like are exclusive: the first moment when something can no longer be used. People
// read the last usable day, which one function words (`validUntil` of the portal, by `lastUsableDay` of loyalty). This
// rule refuses to pass such a moment to anything else that might format it, and to give it a name that hides what it is.
import type { Rule } from 'eslint';

/** Names of exclusive ends, in replies and in code. A test compares them with the contracts. */
export const exclusiveEnds: ReadonlySet<string> = new Set([
  'validUntil',
  'expiresAt',
  'endsAt',
  'answersUntil',
  'applyUntil',
  'opinionsUntil',
  'codesEndAt',
  'fileUntil',
  'errorsUntil',
  'periodEndsAt',
  'grantedUntil',
  'yearUntil',
  'until',
]);

/** They word the last usable day, or read the moment without showing it. */
const readers = new Set([
  'validUntil',
  'lastUsableDay',
  'localEndOf',
  'endInstantOf',
  'lastDayText',
  'endsAfter',
  'instantOf',
  'parse',
  'Date',
  'isLate',
]);
// Texts that are already in words.
const wording = new Set(['strong']);

interface Node {
  readonly type?: unknown;
  readonly [part: string]: unknown;
}
const nodeAt = (node: Node, part: string): Node => {
  const found = node[part];
  return typeof found === 'object' && found !== null ? { ...found } : {};
};
const nameOf = (node: Node): string => {
  if (node.type === 'ChainExpression') return nameOf(nodeAt(node, 'expression'));
  if (node.type === 'TSNonNullExpression') return nameOf(nodeAt(node, 'expression'));
  if (node.type === 'MemberExpression' && node['computed'] !== true) return nameOf(nodeAt(node, 'property'));
  return typeof node['name'] === 'string' ? node['name'] : '';
};
const endIn = (node: Node): boolean => {
  if (node.type === 'LogicalExpression') return endIn(nodeAt(node, 'left')) || endIn(nodeAt(node, 'right'));
  return exclusiveEnds.has(nameOf(node));
};

export const exclusiveEndsRule: Rule.RuleModule = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      format:
        'This is the first moment when it can no longer be used, and people read the last usable day. Fix: show it ' +
        'with validUntil(…) of lib/shell/valid-until.ts, or decide with lastUsableDay(…) of loyalty.',
      rename:
        'Under this name nobody sees that the moment is exclusive. Fix: keep its name, or pass its text.',
    },
  },
  create(context) {
    const check = (node: Rule.Node): void => {
      const call: Node = { ...node };
      const callee = nameOf(nodeAt(call, 'callee'));
      if (readers.has(callee) || wording.has(callee)) return;
      const passed: unknown = call['arguments'];
      if (Array.isArray(passed) && passed.some((each: object) => endIn({ ...each })))
        context.report({ node, messageId: 'format' });
    };
    return {
      CallExpression: check,
      NewExpression: check,
      'ObjectExpression > Property': (node: Rule.Node): void => {
        const property: Node = { ...node };
        const value = nameOf(nodeAt(property, 'value'));
        // `until` is also the usual name for a text that is ready.
        if (value === 'until' || !exclusiveEnds.has(value)) return;
        if (!exclusiveEnds.has(nameOf(nodeAt(property, 'key'))))
          context.report({ node, messageId: 'rename' });
      },
    };
  },
};
