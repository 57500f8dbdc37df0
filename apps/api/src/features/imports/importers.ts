import { Injectable } from '@nestjs/common';
import type { ImportKind } from '@regulars/contracts';
import { BalancesImporter } from './balances-importer.ts';
import type { Importer } from './import.ts';
import { MembersImporter } from './members-importer.ts';
import { ProductsImporter } from './products-importer.ts';
import { PurchasesImporter } from './purchases-importer.ts';

/** The importer of each kind. */
@Injectable()
export class Importers {
  readonly #byKind: ReadonlyMap<ImportKind, Importer>;

  constructor(
    members: MembersImporter,
    products: ProductsImporter,
    purchases: PurchasesImporter,
    balances: BalancesImporter,
  ) {
    this.#byKind = new Map(
      [members, products, purchases, balances].map((importer: Importer) => [importer.kind, importer]),
    );
  }

  of(kind: ImportKind): Importer {
    const importer = this.#byKind.get(kind);
    if (!importer) throw new Error(`Nothing imports ${kind}`);
    return importer;
  }
}
