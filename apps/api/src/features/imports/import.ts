import type { ImportKind, ImportSettings, ImportState, ProblemCode } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import type { Cells, Reading } from './cells.ts';
import type { Refusal } from './refusals.ts';

/** An import as it is stored. */
export interface ImportRecord {
  readonly id: string;
  readonly kind: ImportKind;
  readonly state: ImportState;
  readonly file_name: string;
  readonly settings: ImportSettings;
  readonly dry_run: boolean;
  readonly header: readonly string[];
  /** Who started it, and answers for it. */
  readonly actor: Actor;
  readonly lines: number;
  readonly total: number;
  readonly done: number;
  readonly created: number;
  readonly matched: number;
  readonly duplicate: number;
  readonly refused: number;
  readonly conflicts: number;
  readonly kept: number;
  readonly cancelled: boolean;
  readonly problem: string | null;
  readonly created_at: Date;
  readonly started_at: Date | null;
  readonly finished_at: Date | null;
}

export interface FileLine {
  readonly line: number;
  readonly cells: readonly string[];
}

/** One member, product or purchase of a file. */
export interface Item {
  readonly item: number;
  readonly key: string;
  /** Its first line. */
  readonly line: number;
  readonly lines: readonly FileLine[];
}

export interface FieldChange {
  readonly field: string;
  readonly ours: unknown;
  readonly theirs: unknown;
}

/** What became of an item. */
export interface Outcome {
  readonly item: number;
  readonly state: 'created' | 'matched' | 'duplicate' | 'conflict' | 'refused';
  readonly subjectId?: string;
  /** The line that was refused. */
  readonly line?: number;
  readonly code?: ProblemCode;
  /** In English. */
  readonly message?: string;
  readonly refusal?: Refusal;
  readonly changes?: {
    /** What the import changed. */
    readonly made?: readonly FieldChange[];
    /** What waits for a decision. */
    readonly open?: readonly FieldChange[];
  };
}

/** What all items of one import share. */
export interface ImportContext {
  readonly record: ImportRecord;
  readonly cells: Cells;
  readonly reading: Reading;
  readonly actor: Actor;
  /** Writes down what became of items, in the transaction of what was done with them. */
  settle(outcomes: readonly Outcome[]): Promise<void>;
}

/** What one kind of import does. */
export interface Importer {
  readonly kind: ImportKind;
  /** How many items are done in one transaction. */
  readonly atOnce: number;
  /** How many are taken back in one transaction. */
  readonly undoneAtOnce: number;
  /** Throws where the mapping lacks something, before anything is stored. */
  assertMapped(settings: ImportSettings): Promise<void>;
  /** Does the items and settles each of them. */
  import(items: readonly Item[], context: ImportContext): Promise<void>;
  /** Says what would become of them; writes nothing. */
  check(items: readonly Item[], context: ImportContext): Promise<Outcome[]>;
  /** Takes back what was made of them, in one transaction. Gives the items that must stay. */
  undo(made: readonly MadeItem[], context: ImportContext): Promise<ReadonlySet<number>>;
}

/** An item that the import created or changed. */
export interface MadeItem {
  readonly item: number;
  readonly state: 'created' | 'matched' | 'conflict';
  readonly subject_id: string;
  readonly changes: Outcome['changes'] | null;
}
