import type { RuleEffect } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import {
  allLines,
  lineFaults,
  linesOf,
  readLines,
  type ChosenDraft,
} from '#lib/facts/shared/conditions/chosen-lines.ts';
import type { RuleKind } from './kind.ts';

type Effect = Extract<RuleEffect, { kind: 'rate-table' }>;

export interface TableDraft {
  /** Its id; empty until one is chosen. */
  table: string;
  lines: ChosenDraft;
}

/** Faults: `table`, `row-<key>`. */
export const rateTable: RuleKind<Effect, TableDraft> = {
  name: m.ratetables_kind,
  context: 'sale',

  empty: (currency) => ({ table: '', lines: allLines(currency) }),

  read: (effect, currency) => ({ table: effect.table, lines: readLines(effect, currency) }),

  faults: ({ table, lines }) => [...(table === '' ? ['table'] : []), ...lineFaults(lines)],

  effect: ({ table, lines }) => (table === '' ? null : { kind: 'rate-table', table, ...linesOf(lines) }),
};
