import { Injectable } from '@nestjs/common';
import { sourcedValues, type Source } from '@regulars/conditions';
import type { ConditionUse, Texts } from '@regulars/contracts';

/** A thing with conditions; its name is not yet in one language. */
export type NamedUse = Omit<ConditionUse, 'name'> & { readonly name: Texts };
type Asking = NamedUse & {
  /** What contains its conditions. */
  readonly asks: unknown;
};

/** What names product sets and segments in conditions. Features register what of them still counts. */
@Injectable()
export class ConditionUses {
  readonly #sources: (() => Promise<readonly Asking[]>)[] = [];

  register(source: () => Promise<readonly Asking[]>): void {
    this.#sources.push(source);
  }

  async of(source: Source, id: string): Promise<NamedUse[]> {
    return (await this.all(source)).get(id) ?? [];
  }

  /** By what is named. */
  async all(source: Source): Promise<ReadonlyMap<string, NamedUse[]>> {
    const uses = new Map<string, NamedUse[]>();
    for (const asking of this.#sources)
      for (const { asks, ...use } of await asking())
        for (const id of new Set(namedIn(source, asks).map((named) => named.id)))
          uses.set(id, [...(uses.get(id) ?? []), use]);
    return uses;
  }
}

/** What conditions in this name of a source, with pointers. */
export const namedIn = (source: Source, part: unknown, pointer = ''): { id: string; pointer: string }[] =>
  sourcedValues(part, pointer).flatMap((named) =>
    named.source === source ? named.values.map((id) => ({ id, pointer: named.pointer })) : [],
  );
