import type { Choices } from '#lib/facts/shared/choices.server.ts';
import type { Drafts } from './index.ts';

/** What the fields of every kind are given. */
export interface FieldsProps {
  drafts: Drafts;
  choices: Choices;
  /** Names of the fields to mark as wrong. */
  faults: readonly string[];
  onchange: () => void;
}
