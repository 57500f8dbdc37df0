import type { ImportKind, ImportSettings, ImportState, ProblemCode } from '@regulars/contracts';
import type { Instant } from '@regulars/loyalty';
import type { Actor } from '../../platform/actor.ts';
import type { Cells, Reading } from './cells.ts';
import type { MemberDraft } from './member-draft.ts';
import type { Refusal } from './refusals.ts';
import type { Money } from './money.ts';

/** A stored import. */
export interface ImportRecord {
  readonly id: string;
  readonly kind: ImportKind;
  readonly state: ImportState;
  readonly file_name: string;
  readonly settings: ImportSettings;
  readonly dry_run: boolean;
  readonly header: readonly string[];
  /** The person who started it and is responsible for it. */
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
  /** Lines that the owner wanted to be left out. */
  readonly left_out: number;
  /** The last line if it looks like a sum and nobody said what it is. */
  readonly sum_line: number | null;
  readonly remarks: number;
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

/** The item comes in, but something of this line was left out or needs a look. */
export interface Remark {
  readonly line: number;
  readonly refusal: Refusal;
  /** The number of its reason in this import. */
  readonly reasonGroup?: number;
}

/** The result of an item. */
export interface Outcome {
  readonly item: number;
  readonly state: 'created' | 'matched' | 'duplicate' | 'conflict' | 'refused';
  readonly subjectId?: string;
  /** The refused line. */
  readonly line?: number;
  readonly code?: ProblemCode;
  /** In English. */
  readonly message?: string;
  readonly refusal?: Refusal;
  /** The number of its reason in this import. */
  readonly reasonGroup?: number;
  readonly remarks?: readonly Remark[];
  /** The line names an unknown member, so the sender may have guessed. */
  readonly namesNobody?: true;
  readonly changes?: {
    /** What the import changed. */
    readonly made?: readonly FieldChange[];
    /** Conflicts to decide. */
    readonly open?: readonly FieldChange[];
    /** Someone with the e-mail of the subject, who waits for a decision. */
    readonly shared?: MemberDraft;
    /** Points and tiers that it gave, for the undo. */
    readonly booked?: Booked;
    /** Points that an undo could not take back. */
    readonly spent?: number;
    /** Returns of purchases that are not the item's own. */
    readonly returns?: readonly string[];
  };
  /** What it adds or deducts, for the sums of the import. */
  readonly points?: readonly PointsMoved[];
  /** What its money became, if it has any. */
  readonly money?: Money;
}

export interface Booked {
  readonly transactionIds?: readonly string[];
  readonly grantId?: string;
  /** Tags that the member did not have before. */
  readonly tags?: readonly string[];
  readonly noteId?: string;
  /** When a consent counts from that the import added for a member of before. */
  readonly consentAt?: string;
}

export interface PointsMoved {
  /** Negative: deducted. */
  readonly points: number;
  readonly expiresAt: Instant | null;
}

/** Data shared by all items of an import. */
export interface ImportContext {
  readonly record: ImportRecord;
  readonly cells: Cells;
  readonly reading: Reading;
  readonly actor: Actor;
  /** Records the results of items, in the transaction of the work. */
  settle(outcomes: readonly Outcome[]): Promise<void>;
  /** Call it when the largest statement of some items is under way, so that the next ones are read in that time. */
  readNext(): void;
}

/** The work of one kind of import. */
export interface Importer {
  readonly kind: ImportKind;
  /** Items per transaction. */
  readonly atOnce: number;
  /** Undone items per transaction. */
  readonly undoneAtOnce: number;
  /** Throws if the mapping is incomplete, before anything is stored. */
  assertMapped(settings: ImportSettings): Promise<void>;
  /** Reads items that `import` gets next, and keeps what they say. Throws nothing. */
  readAhead?(items: readonly Item[], context: ImportContext): void;
  /** Processes the items and settles each of them. */
  import(items: readonly Item[], context: ImportContext): Promise<void>;
  /** Predicts the results; writes nothing. */
  check(items: readonly Item[], context: ImportContext): Promise<Outcome[]>;
  /** Undoes the items in one transaction. Returns those that must stay. */
  undo(made: readonly MadeItem[], context: ImportContext): Promise<ReadonlySet<number>>;
}

/** An item that the import created or changed. */
export interface MadeItem {
  readonly item: number;
  readonly state: 'created' | 'matched' | 'conflict';
  readonly subject_id: string;
  readonly changes: Outcome['changes'] | null;
}
