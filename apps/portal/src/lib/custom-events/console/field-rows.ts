import type { EventField } from '@regulars/contracts';
import { kindNames } from './kind-names.ts';

/** A field of a type of events, as typed. */
export interface FieldRow {
  name: string;
  kind: EventField['kind'];
  required: boolean;
  /** One per line. */
  choices: string;
}

export const emptyRow = (): FieldRow => ({ name: '', kind: 'text', required: false, choices: '' });

export const rowsOf = (fields: readonly EventField[]): FieldRow[] =>
  fields.map(({ choices, ...field }) => ({ ...field, choices: choices.join('\n') }));

const isRow = (sent: unknown): sent is FieldRow => {
  const { name, kind, required, choices }: Partial<Record<keyof FieldRow, unknown>> = sent ?? {};
  const texts = [name, kind, choices].every((each) => typeof each === 'string');
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
