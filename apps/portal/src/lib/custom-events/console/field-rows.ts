import type { EventField, Texts } from '@regulars/contracts';
import { kindNames } from './kind-names.ts';

/** A field of a type of events, as typed. */
export interface FieldRow {
  name: string;
  kind: EventField['kind'];
  required: boolean;
  /** How people read it, by language. */
  label: Texts;
  /** One per line. */
  choices: string;
}

export const emptyRow = (): FieldRow => ({ name: '', kind: 'text', required: false, label: {}, choices: '' });

export const rowsOf = (fields: readonly EventField[]): FieldRow[] =>
  fields.map(({ choices, label = {}, ...field }) => ({ ...field, label, choices: choices.join('\n') }));

/** Undefined if it is not a text by language. */
const labelsIn = (label: unknown): unknown[] =>
  typeof label === 'object' && label !== null ? Object.values(label) : [undefined];

const isRow = (sent: unknown): sent is FieldRow => {
  const { name, kind, required, choices, label }: Partial<Record<keyof FieldRow, unknown>> = sent ?? {};
  const texts = [name, kind, choices, ...labelsIn(label)].every((each) => typeof each === 'string');
  return texts && Object.hasOwn(kindNames, String(kind)) && typeof required === 'boolean';
};

/** The rows of a refused form. Whatever the editor does not send is left out. */
export const rowsSent = (typed: string): FieldRow[] => {
  try {
    const sent: unknown = JSON.parse(typed);
    return Array.isArray(sent) ? sent.filter(isRow) : [];
  } catch {
    return [];
  }
};
