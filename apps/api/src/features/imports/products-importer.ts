import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import type { ImportSettings, Language } from '@regulars/contracts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { ClubSettings, ProductRange, type ProductRecord } from '../club/index.ts';
import type { FieldChange, ImportContext, Importer, Item, MadeItem, Outcome } from './import.ts';
import {
  mergedPrices,
  newProductOf,
  readProduct,
  valueOf,
  withValue,
  type ProductDraft,
} from './product-draft.ts';
import { joinLines, type LineDraft } from './join-lines.ts';
import { refusedBy } from './outcomes.ts';
import { atLine, refusal } from './refusals.ts';

interface Drafted {
  readonly item: Item;
  readonly draft: ProductDraft;
}

interface Decided {
  readonly outcomes: readonly Outcome[];
  readonly add: readonly Drafted[];
  readonly overwrite: readonly ProductRecord[];
}

/** Products by their SKU. */
@Injectable()
export class ProductsImporter implements Importer {
  readonly kind = 'products';
  readonly atOnce = 2000;
  readonly undoneAtOnce = 2000;

  constructor(
    private readonly range: ProductRange,
    private readonly club: ClubSettings,
    private readonly transactions: Transactions,
  ) {}

  async assertMapped({ mapping }: ImportSettings): Promise<void> {
    if (!mapping.columns.sku)
      throw ClubError.field('invalid-request', '/settings/mapping/columns/sku', 'needs a column');
    return Promise.resolve();
  }

  async import(items: readonly Item[], context: ImportContext): Promise<void> {
    await this.transactions.run(async () => {
      const { outcomes, add, overwrite } = await this.#decide(items, context);
      const language = await this.#language();
      const added = await this.range.addMany(add.map(({ draft }) => newProductOf(draft, language)));
      const ids = new Map(added.map(({ sku, id }) => [sku, id]));
      await this.range.overwriteMany(overwrite);
      const created = add.map(({ item, draft }): Outcome => {
        const subjectId = ids.get(draft.sku);
        return subjectId === undefined
          ? { item: item.item, state: 'matched' }
          : { item: item.item, state: 'created', subjectId };
      });
      await context.settle([...outcomes, ...created]);
    });
  }

  async check(items: readonly Item[], context: ImportContext): Promise<Outcome[]> {
    const { outcomes, add } = await this.#decide(items, context);
    return [...outcomes, ...add.map(({ item }) => ({ item: item.item, state: 'created' as const }))];
  }

  async undo(made: readonly MadeItem[]): Promise<ReadonlySet<number>> {
    const created = made.filter(({ state }) => state === 'created');
    const removed = new Set(await this.range.removeMany(created.map(({ subject_id: id }) => id)));
    const changed = made.filter(({ changes }) => (changes?.made ?? []).length > 0);
    await this.apply(changed, 'made', 'ours');
    return new Set(created.filter(({ subject_id: id }) => !removed.has(id)).map(({ item }) => item));
  }

  /** Writes one side of these changes if the other side is still in place. */
  async apply(items: readonly MadeItem[], which: 'made' | 'open', side: 'ours' | 'theirs'): Promise<void> {
    const other = side === 'ours' ? 'theirs' : 'ours';
    const language = await this.#language();
    const stored = new Map(
      (await this.range.byIds(items.map(({ subject_id: id }) => id))).map((each) => [each.id, each]),
    );
    const written = items.flatMap(({ subject_id: id, changes }): ProductRecord[] => {
      const product = stored.get(id);
      if (!product) return [];
      const due = (changes?.[which] ?? []).filter((change) =>
        isDeepStrictEqual(valueOf(product, change.field, language), change[other]),
      );
      return due.length === 0 ? [] : [changed(product, due, side, language)];
    });
    await this.range.overwriteMany(written);
  }

  async #decide(items: readonly Item[], { cells, reading, record }: ImportContext): Promise<Decided> {
    const { conflicts, currency, lastWins } = record.settings.options;
    const language = await this.#language();
    const terms = { currency: currency ?? (await this.club.current()).reportingCurrency, language };
    const outcomes: Outcome[] = [];
    const drafts: Drafted[] = [];
    for (const item of items) {
      try {
        const read = item.lines.map(({ line, cells: text }) => ({
          line,
          draft: atLine(line, () => readProduct(text, cells, reading, terms)),
        }));
        drafts.push({ item, draft: lastWins ? lastOf(read) : joinLines(read, []) });
      } catch (error) {
        outcomes.push(refusedBy(item, error));
      }
    }
    const offered = await this.#withoutTaken(drafts, outcomes);
    const known = new Map(
      (await this.range.bySkus(offered.map(({ draft }) => draft.sku))).map((each) => [each.sku, each]),
    );
    const overwrite: ProductRecord[] = [];
    const add = offered.filter(({ item, draft }) => {
      const product = known.get(draft.sku);
      if (!product) return true;
      const { id: subjectId } = product;
      const differences = compare(product, draft, language);
      if (differences.length === 0 || conflicts === 'keep')
        outcomes.push({ item: item.item, state: 'matched', subjectId });
      else if (conflicts === 'ask')
        outcomes.push({ item: item.item, state: 'conflict', subjectId, changes: { open: differences } });
      else {
        overwrite.push(changed(product, differences, 'theirs', language));
        outcomes.push({ item: item.item, state: 'matched', subjectId, changes: { made: differences } });
      }
      return false;
    });
    return { outcomes, add, overwrite };
  }

  /** A barcode belongs to one product: to the stored one, else to the first of the file. */
  async #withoutTaken(drafts: readonly Drafted[], outcomes: Outcome[]): Promise<Drafted[]> {
    const owners = new Map(await this.range.ownersOf(drafts.flatMap(({ draft }) => draft.barcodes ?? [])));
    return drafts.filter(({ item, draft }) => {
      const taken = draft.barcodes?.find((barcode) => (owners.get(barcode) ?? draft.sku) !== draft.sku);
      if (taken === undefined) {
        for (const barcode of draft.barcodes ?? []) owners.set(barcode, draft.sku);
        return true;
      }
      try {
        atLine(item.line, () => {
          throw refusal('barcodes', 'barcode-taken', { value: taken, sku: owners.get(taken) ?? '' });
        });
      } catch (error) {
        outcomes.push(refusedBy(item, error));
      }
      return false;
    });
  }

  /** Of names whose column has no language. */
  async #language(): Promise<Language> {
    return (await this.club.current()).languages[0] ?? 'en';
  }
}

const changed = (
  product: ProductRecord,
  changes: readonly FieldChange[],
  side: 'ours' | 'theirs',
  language: Language,
): ProductRecord =>
  changes.reduce((made, change) => withValue(made, change.field, change[side], language), product);

/** In a file of sales a product is on many lines; what is said last is current. */
const lastOf = (lines: readonly LineDraft<ProductDraft>[]): ProductDraft =>
  Object.assign({}, ...lines.map(({ draft }) => draft)) as ProductDraft;

const compare = (
  product: ProductRecord,
  { sku: _, prices, ...draft }: ProductDraft,
  language: Language,
): FieldChange[] =>
  Object.entries({ ...draft, ...(prices ? { prices: mergedPrices(product.prices, prices) } : {}) }).flatMap(
    ([field, theirs]) => {
      const ours = valueOf(product, field, language);
      return isDeepStrictEqual(ours, theirs) ? [] : [{ field, ours, theirs }];
    },
  );
