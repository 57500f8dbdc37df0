import { Injectable } from '@nestjs/common';
import { sourcedValues } from '@regulars/conditions';
import type { RuleContent, RuleWarning } from '@regulars/contracts';
import { Products } from '../club/index.ts';

const sources = ['category', 'brand', 'product'] as const;
type ProductSource = (typeof sources)[number];
const isProductSource = (source: string): source is ProductSource =>
  sources.some((known) => known === source);

/** What is probably a mistake in a rule. It may still be saved and published: products can come later. */
@Injectable()
export class RuleWarnings {
  constructor(private readonly products: Products) {}

  async of({ effect, when }: Pick<RuleContent, 'effect' | 'when'>, pointer = ''): Promise<RuleWarning[]> {
    const named = sourcedValues({ effect, when }, pointer).flatMap(({ source, fact, ...rest }) =>
      fact && isProductSource(source) ? [{ source, fact, ...rest }] : [],
    );
    if (named.length === 0) return [];
    const valuesOf = (wanted: ProductSource): string[] =>
      named.flatMap(({ source, values }) => (source === wanted ? values : []));
    const knows = await this.products.knows({
      category: valuesOf('category'),
      brand: valuesOf('brand'),
      product: valuesOf('product'),
    });
    return named.flatMap(({ pointer: at, fact, source, values: all }) => {
      const values = all.filter((value) => !knows(source, value));
      return values.length === 0 ? [] : [{ code: 'no-product' as const, pointer: at, fact, values }];
    });
  }
}
