import type { Choices } from '#lib/facts/shared/choices.server.ts';
import type { Drafts } from './index.ts';

/** Props of the fields of every kind. */
export interface FieldsProps {
  drafts: Drafts;
  choices: Choices;
  /** Names of the invalid fields. */
  faults: readonly string[];
  onchange: () => void;
}
