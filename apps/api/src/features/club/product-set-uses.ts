import { Injectable } from '@nestjs/common';
import { sourcedValues } from '@regulars/conditions';
import type { ProductSetUse, Texts } from '@regulars/contracts';

/** What names a set in a condition; its name is not yet in one language. */
export type SetUse = Omit<ProductSetUse, 'name'> & { readonly name: Texts };

/** Later features register who of them uses product sets. */
@Injectable()
export class ProductSetUses {
  readonly #sources: ((setId: string) => Promise<readonly SetUse[]>)[] = [];

  register(source: (setId: string) => Promise<readonly SetUse[]>): void {
    this.#sources.push(source);
  }

  async of(setId: string): Promise<SetUse[]> {
    const uses: SetUse[] = [];
    for (const source of this.#sources) uses.push(...(await source(setId)));
    return uses;
  }
}

/** The product sets that conditions in this name, with pointers to them. */
export const namedSets = (part: unknown, pointer = ''): { id: string; pointer: string }[] =>
  sourcedValues(part, pointer).flatMap(({ source, values, pointer: at }) =>
    source === 'product-set' ? values.map((id) => ({ id, pointer: at })) : [],
  );
