import type { ImportKind, ImportOptions, ImportSystem } from '@regulars/contracts';

/** A file as a system writes it, recognised by names of its columns. */
export interface Preset {
  readonly system: ImportSystem;
  readonly kind: ImportKind;
  /** Columns that together only this file has. */
  readonly marks: readonly string[];
  /** The columns of each field; those that a file lacks are left out. */
  readonly columns: Readonly<Record<string, readonly string[]>>;
  /** A field that counts only if the file lacks another one. */
  readonly unless?: Readonly<Record<string, string>>;
  /** The order of its dates, where it does not depend on settings there. */
  readonly dates?: ImportOptions['dates'];
  /** The decimal mark of its text files. */
  readonly decimal?: ImportOptions['decimal'];
  readonly statuses?: ImportOptions['statuses'];
}
