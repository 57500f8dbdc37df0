import type { Import, ImportKind, ImportOptions, SavedImportMapping } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { fieldName } from './names.ts';
import { OrderQuestions } from './order-questions.svelte.ts';
import { preview, saveMapping, send, SendingProblem, type Preview, type MappingToSave } from './send.ts';

type DateOrder = ImportOptions['dates'];
/** The guessed or saved columns; the form works with one column per field. */
type Columns = Record<string, string | string[]>;

/** A new import in progress: file, kind, columns, options, upload. */
export class NewImport {
  kind = $state<ImportKind>('members');
  /** A person chose the kind. Otherwise it is what the file is known to hold. */
  kindChosen = false;
  file = $state<File | null>(null);
  preview = $state.raw<Preview | null>(null);
  /** The first rows as they come in with these settings. */
  rows = $state.raw<Pick<Preview, 'read' | 'unused'>>({ read: [], unused: [] });
  columns = $state<Columns>({});
  attributes = $state<string[]>([]);
  options = $state<Partial<ImportOptions>>({});
  /** The orders of day and month that were chosen, by field. */
  orders = $state<Record<string, DateOrder>>({});
  readonly questions = new OrderQuestions(this);
  problem = $state('');
  busy = $state(false);
  /** The uploaded share of the file; null if nothing is being uploaded. */
  sent = $state<number | null>(null);
  readonly #fields: Record<ImportKind, readonly string[]>;

  constructor(fields: Record<ImportKind, readonly string[]>, kind: ImportKind | null) {
    this.#fields = fields;
    if (kind) this.kind = kind;
  }

  get fields(): readonly string[] {
    return this.#fields[this.kind];
  }

  /** Columns that are not fields and may become attributes. */
  get otherColumns(): string[] {
    const taken = Object.values(this.columns).flat();
    return (this.preview?.columns ?? []).filter((name) => name !== '' && !taken.includes(name));
  }

  /** The likely encodings of the file with how each of them reads; several must be chosen from. */
  get encodings(): Preview['encodings'] {
    return this.preview?.encodings ?? [];
  }

  get asksEncoding(): boolean {
    return this.encodings.length > 1;
  }

  /** Mapped fields whose days and months can be swapped. */
  get dateFields(): string[] {
    return ['birthday', 'joinedAt', 'purchasedAt', 'pointsExpire', 'consentAt'].filter(
      (field) => this.columns[field],
    );
  }

  dateColumn(field: string): Preview['dateColumns'][number] | undefined {
    const [column] = [this.columns[field] ?? []].flat();
    return this.preview?.dateColumns.find((one) => one.column === column);
  }

  /** Chosen, else seen in the file, else saved with the mapping; null if it has to be chosen. */
  dateOrder(field: string): DateOrder | null {
    const seen = this.dateColumn(field);
    const saved = this.options.dateOrders?.[field];
    return this.orders[field] ?? (seen ? (seen.order ?? saved ?? null) : (saved ?? 'iso'));
  }

  async look(
    asked: Partial<Pick<ImportOptions, 'delimiter' | 'encoding' | 'headerRow' | 'sheet'>> = {},
  ): Promise<void> {
    const { file, kind } = this;
    if (!file) return;
    await this.#trying(async () => {
      let seen = await preview(file, { kind, ...asked });
      if (seen.preset && seen.preset.kind !== kind && !this.kindChosen) {
        this.kind = seen.preset.kind;
        seen = await preview(file, { kind: this.kind, ...asked });
      }
      this.preview = seen;
      this.rows = seen;
      this.columns = { ...seen.mapping.columns };
      this.attributes = [];
      this.orders = {};
      this.questions.forget();
      const { delimiter, encoding, headerRow, sheet, options } = seen;
      const { sheet: _, ...before } = this.options;
      const ofSheet = sheet === null ? {} : { sheet };
      this.options = { ...before, ...options, delimiter, encoding, headerRow, ...ofSheet };
    });
    if (this.problem) this.preview = null;
  }

  /** Changes with every setting that says how lines are read. */
  get written(): string {
    return this.preview ? JSON.stringify(this.#settings) : '';
  }

  /** A moment after a change; a refused setting is told at the start. */
  async readAgain(): Promise<void> {
    const { file, kind } = this;
    const { mapping, options } = this.#settings;
    const { delimiter, encoding, headerRow } = this.options;
    if (!file) return;
    const asked = this.written;
    try {
      const rows = await preview(file, { kind, delimiter, encoding, headerRow, mapping, options });
      if (asked === this.written) this.rows = rows;
    } catch (error) {
      if (!(error instanceof SendingProblem)) throw error;
    }
  }

  map(field: string, column: string): void {
    const { [field]: _, ...rest } = this.columns;
    this.columns = column === '' ? rest : { ...rest, [field]: column };
  }

  /** Only columns of the file; others in a saved mapping are ignored. */
  use(saved: SavedImportMapping): void {
    const known = this.preview?.columns ?? [];
    const entries = Object.entries(saved.mapping.columns).filter(([, names]) =>
      [names].flat().every((name) => known.includes(name)),
    );
    this.columns = Object.fromEntries(entries);
    this.attributes = saved.mapping.attributes
      .map(({ column }) => column)
      .filter((name) => known.includes(name));
    const {
      delimiter: _delimiter,
      encoding: _encoding,
      headerRow: _headerRow,
      again: _again,
      sheet: _sheet,
      ...options
    } = saved.options;
    this.options = { ...this.options, ...options };
  }

  async start(dryRun: boolean): Promise<Import | null> {
    const { file } = this;
    if (!file) return null;
    this.problem = this.#question;
    if (this.problem) return null;
    return this.#trying(async () => {
      this.sent = 0;
      return send(file, { ...this.#settings, dryRun }, (share) => {
        this.sent = share;
      });
    });
  }

  /** What has to be answered before the start; empty if nothing is open. */
  get #question(): string {
    if (this.asksEncoding) return m.imports_encoding_unanswered();
    const open = this.dateFields.find((field) => this.dateOrder(field) === null);
    return open === undefined
      ? this.questions.question
      : m.imports_dates_unanswered({ field: fieldName(open) });
  }

  async save(name: string): Promise<boolean> {
    const saved = await this.#trying(async () => {
      await saveMapping({ name, ...this.#settings });
      return true;
    });
    return saved ?? false;
  }

  get #settings(): Omit<MappingToSave, 'name'> {
    const attributes =
      this.kind === 'members'
        ? this.attributes.map((column) => ({ column, name: attributeName(column), type: 'text' as const }))
        : [];
    const { currency, ...options } = this.options;
    const dateOrders = Object.fromEntries(
      this.dateFields.flatMap((field) => {
        const order = this.dateOrder(field);
        return order === null ? [] : [[field, order]];
      }),
    );
    const all = {
      ...options,
      ...this.questions.answers,
      dateOrders,
      ...(currency ? { currency: currency.toUpperCase() } : {}),
    };
    return { kind: this.kind, mapping: { columns: $state.snapshot(this.columns), attributes }, options: all };
  }

  async #trying<Result>(work: () => Promise<Result>): Promise<Result | null> {
    this.busy = true;
    this.problem = '';
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof SendingProblem)) throw error;
      this.problem = error.message;
      this.questions.ask(error.statuses);
      return null;
    } finally {
      this.busy = false;
      this.sent = null;
    }
  }
}

/** `Household Size` → `household_size` */
const attributeName = (column: string): string =>
  column
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^[^a-z]+|_+$/g, '')
    .slice(0, 40) || 'attribute';
