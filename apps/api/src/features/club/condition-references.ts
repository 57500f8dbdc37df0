import { Injectable } from '@nestjs/common';
import type { Source } from '@regulars/conditions';
import { ClubError } from '../../platform/club-error.ts';
import { isId } from '../../platform/ids.ts';
import { Names } from '../../platform/names.ts';
import { namedIn } from './condition-uses.ts';

interface Referred {
  readonly source: Source;
  readonly problem: 'unknown-product-set' | 'unknown-segment' | 'invalid-request';
  /** Whether conditions name it by a code in place of an id. */
  readonly byCode?: true;
  /** Nobody can remove these before the end of the transaction. Without those that do not exist. */
  readonly hold: (ids: readonly string[]) => Promise<readonly string[]>;
}

/** Named by id in what happened. They may go later: then it happened to nobody. */
const happened = ['reward', 'coupon', 'offer', 'survey', 'community'] as const satisfies readonly Source[];

/** What conditions name has to exist. Features register what of theirs is named by id. */
@Injectable()
export class ConditionReferences {
  readonly #referred: Referred[] = [];

  constructor(names: Names) {
    for (const source of happened)
      this.register({
        source,
        problem: 'invalid-request',
        hold: async (ids) => [...(await names.of(source, ids)).keys()],
      });
  }

  register(referred: Referred): void {
    this.#referred.push(referred);
  }

  /**
   * Call it in the transaction that stores the conditions in `part`. Throws `unknown-product-set`, `unknown-segment`,
   * `invalid-request` with the pointer.
   */
  async assertKnown(part: unknown, pointer = ''): Promise<void> {
    for (const { source, problem, byCode, hold } of this.#referred) {
      const wanted = namedIn(source, part, pointer);
      if (wanted.length === 0) continue;
      const known = new Set(await hold(wanted.map(({ id }) => id).filter((id) => byCode ?? isId(id))));
      const lost = wanted.find(({ id }) => !known.has(id));
      if (lost) throw ClubError.field(problem, lost.pointer, `unknown ${source.replaceAll('-', ' ')}`);
    }
  }
}
