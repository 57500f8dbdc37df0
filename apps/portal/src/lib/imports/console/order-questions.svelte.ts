import type { ImportOptions, StatusMeaning } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import type { Preview } from './send.ts';

export interface AskedStatus {
  readonly value: string;
  /** Null if it was not in the first rows. */
  readonly count: number | null;
  /** Chosen or guessed; null if it has to be chosen. */
  readonly meaning: StatusMeaning | null;
}

/** The file that is asked about. */
interface Asked {
  readonly columns: Readonly<Record<string, string | string[]>>;
  readonly options: Partial<ImportOptions>;
  readonly preview: Pick<Preview, 'statusColumns' | 'sumLine'> | null;
}

/** What a file of orders leaves open: what its statuses mean, and whether its last line is a sum. */
export class OrderQuestions {
  readonly #draft: Asked;
  /** By value. */
  #chosen = $state<Record<string, StatusMeaning>>({});
  /** Values that only the whole file has. */
  #late = $state<readonly string[]>([]);
  sumLine = $state<ImportOptions['sumLine']>();

  constructor(draft: Asked) {
    this.#draft = draft;
  }

  forget(): void {
    this.#chosen = {};
    this.#late = [];
    this.sumLine = undefined;
  }

  /** The column of statuses; empty if there is none. */
  get column(): string {
    return [this.#draft.columns['status'] ?? []].flat()[0] ?? '';
  }

  get statuses(): readonly AskedStatus[] {
    if (this.column === '') return [];
    const known = this.#draft.options.statuses ?? {};
    const seen =
      this.#draft.preview?.statusColumns.find(({ column }) => column === this.column)?.values ?? [];
    const late = this.#late.filter((value) => !seen.some((one) => one.value === value));
    return [...seen, ...late.map((value) => ({ value, count: null, meaning: null }))].map((one) => ({
      ...one,
      meaning: this.#chosen[one.value] ?? known[one.value] ?? one.meaning,
    }));
  }

  choose(value: string, meaning: StatusMeaning): void {
    this.#chosen = { ...this.#chosen, [value]: meaning };
  }

  /** The API met them in the whole file. */
  ask(values: readonly string[]): void {
    this.#late = [...this.#late, ...values.filter((value) => !this.#late.includes(value))];
  }

  /** What has to be answered before the start; empty if nothing is open. */
  get question(): string {
    const open = this.statuses.find(({ meaning }) => meaning === null);
    if (open) return m.importlines_status_unanswered({ value: open.value || m.importlines_status_empty() });
    return this.#draft.preview?.sumLine && !this.sumLine ? m.importlines_sum_unanswered() : '';
  }

  get answers(): Pick<ImportOptions, 'statuses' | 'sumLine'> {
    const known = this.statuses.flatMap(({ value, meaning }) => (meaning === null ? [] : [[value, meaning]]));
    return {
      ...(known.length > 0 ? { statuses: Object.fromEntries(known) as ImportOptions['statuses'] } : {}),
      ...(this.sumLine ? { sumLine: this.sumLine } : {}),
    };
  }
}
