import { Injectable } from '@nestjs/common';
import {
  mostDiscountCategories,
  type BodyOf,
  type createDiscountCategory,
  type DiscountCategory,
  type listDiscountCategories,
  type QueryOf,
  type updateDiscountCategory,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import type { Page } from '../../platform/http/cursor.ts';
import { sortedPage } from '../../platform/http/sorted.ts';
import { newId } from '../../platform/ids.ts';
import { named, Reader, type Wording } from '../club/index.ts';
import {
  DiscountCategoriesRepository,
  type CategoryContent,
  type CategoryRow,
} from './discount-categories.repository.ts';
import { DiscountCategoryTrail } from './discount-category-trail.ts';
import { DiscountCategoryUses, type CategoryUse } from './discount-category-uses.ts';

/** The categories that managers give to coupons and offers. */
@Injectable()
export class DiscountCategories {
  constructor(
    private readonly categories: DiscountCategoriesRepository,
    private readonly uses: DiscountCategoryUses,
    private readonly reader: Reader,
    private readonly trail: DiscountCategoryTrail,
    private readonly transactions: Transactions,
  ) {}

  /** In the order in which they count. */
  async list(query: QueryOf<typeof listDiscountCategories>): Promise<Page<DiscountCategory>> {
    const wording = await this.reader.wording();
    const usesOf = await this.uses.all();
    const rows = (await this.categories.all()).map((row) => shown(row, usesOf(row.id), wording));
    return sortedPage(rows, query, { by: { priority: ({ priority }) => priority }, usual: 'priority' });
  }

  /** Throws `too-many-discount-categories`, `already-taken`. */
  async create(
    actor: Actor,
    { name, priority, within }: BodyOf<typeof createDiscountCategory>,
  ): Promise<DiscountCategory> {
    const content = { name: await this.reader.texts(name), priority, within };
    const after = await this.transactions.run(async () => {
      const others = await this.#others(null);
      if (others.length >= mostDiscountCategories) throw new ClubError('too-many-discount-categories');
      assertFree(content, others);
      const row = await this.categories.insert(newId(), content);
      await this.trail.note(actor, 'discount-category.created', undefined, row);
      return row;
    });
    return shown(after, [], await this.reader.wording());
  }

  /** Throws `not-found`, `version-changed`, `already-taken`. */
  async change(
    actor: Actor,
    id: string,
    { name, ...patch }: BodyOf<typeof updateDiscountCategory>,
    version: number,
  ): Promise<DiscountCategory> {
    const after = await this.transactions.run(async () => {
      const others = await this.#others(id);
      const before = await this.#find(id);
      const texts = name === undefined ? before.name : await this.reader.renamed(before.name, name);
      const { priority = before.priority, within = before.within } = patch;
      assertFree({ name: texts, priority }, others);
      const row = await this.categories.update({ id, version }, { name: texts, priority, within });
      if (!row) throw new ClubError('version-changed');
      await this.trail.note(actor, 'discount-category.changed', before, row);
      return row;
    });
    return shown(after, (await this.uses.all())(id), await this.reader.wording());
  }

  /** Throws `not-found`, `discount-category-in-use`. */
  async remove(actor: Actor, id: string): Promise<void> {
    await this.transactions.run(async () => {
      await this.categories.lock(id);
      const before = await this.#find(id);
      const uses = (await this.uses.all())(id);
      if (uses.length > 0) {
        const { of } = await this.reader.wording();
        throw new ClubError(
          'discount-category-in-use',
          `In it: ${uses.map(({ name }) => of(name)).join(', ')}`,
        );
      }
      await this.categories.remove(id);
      await this.trail.note(actor, 'discount-category.removed', before, undefined);
    });
  }

  /** Those that a new or changed one may not equal, until the transaction ends. */
  async #others(id: string | null): Promise<readonly CategoryRow[]> {
    await this.categories.lockAll();
    return (await this.categories.all()).filter((each) => each.id !== id);
  }

  async #find(id: string): Promise<CategoryRow> {
    const found = await this.categories.find(id);
    if (!found) throw new ClubError('not-found');
    return found;
  }
}

/** Two categories never share a name in one language, whatever its case. */
const assertFree = (
  { name, priority }: Pick<CategoryContent, 'name' | 'priority'>,
  others: readonly CategoryRow[],
): void => {
  const keysOf = (texts: CategoryContent['name']): string[] =>
    Object.entries(texts).map(([language, text]) => `${language} ${text.toLocaleLowerCase(language)}`);
  const own = new Set(keysOf(name));
  if (others.some((other) => keysOf(other.name).some((key) => own.has(key))))
    throw ClubError.field('already-taken', '/name', 'another category has this name');
  if (others.some((other) => other.priority === priority))
    throw ClubError.field('already-taken', '/priority', 'another category has this number');
};

const shown = (
  { id, version, name, priority, within, updatedAt }: CategoryRow,
  uses: readonly CategoryUse[],
  wording: Wording,
): DiscountCategory =>
  named(
    {
      id,
      version,
      name,
      priority,
      within,
      usedBy: uses.map((use) => ({ ...use, name: wording.of(use.name) })),
      updatedAt: toInstant(updatedAt),
    },
    wording,
  );
