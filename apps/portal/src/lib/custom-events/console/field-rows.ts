import type { EventField } from '@regulars/contracts';

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
