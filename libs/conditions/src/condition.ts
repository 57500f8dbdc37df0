/** The house language of conditions: a JSON tree over typed facts. */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly fact: FactName; readonly op: 'is'; readonly value: string }
  | { readonly fact: FactName; readonly op: 'is-one-of'; readonly value: readonly string[] };

/** A condition about one line of a purchase. */
export type LineFilter = Condition;

export const facts = {
  'line.category': { type: 'text' },
  'line.sku': { type: 'text' },
  'line.brand': { type: 'text' },
  'line.kind': { type: 'choice', choices: ['goods', 'gift-card', 'deposit', 'service'] },
} as const satisfies Record<string, FactType>;

export type FactName = keyof typeof facts;

export type FactType =
  { readonly type: 'text' } | { readonly type: 'choice'; readonly choices: readonly string[] };

export const conditionLimits = { depth: 12, nodes: 200, values: 1000, text: 200 } as const;
