import { Injectable } from '@nestjs/common';
import type { Texts } from '@regulars/contracts';

/** A rule that names a table; its name is not yet in one language. */
export interface TableUse {
  readonly id: string;
  readonly name: Texts;
}

/** Later features register who of them uses rate tables. */
@Injectable()
export class RateTableUses {
  readonly #sources: ((tableId: string) => Promise<readonly TableUse[]>)[] = [];

  register(source: (tableId: string) => Promise<readonly TableUse[]>): void {
    this.#sources.push(source);
  }

  async of(tableId: string): Promise<TableUse[]> {
    const uses: TableUse[] = [];
    for (const source of this.#sources) uses.push(...(await source(tableId)));
    return uses;
  }
}
