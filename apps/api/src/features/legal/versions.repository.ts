import { Injectable } from '@nestjs/common';
import type { Language, LegalKind, Texts } from '@regulars/contracts';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

/** A published version without its words. */
export interface VersionRow {
  readonly kind: LegalKind;
  readonly version: number;
  readonly languages: Language[];
  readonly publishedAt: Date;
  /** Milliseconds, as loyalty compares them. */
  readonly effectiveFrom: number;
}

const list = statement(
  'legal-versions',
  `select kind, version, published_at, effective_from,
     array(select jsonb_object_keys(content))::text[] as languages
   from legal_versions where $1::text is null or kind = $1 order by kind, version`,
);
const find = statement(
  'legal-version-find',
  'select content from legal_versions where kind = $1 and version = $2',
);
const insert = statement(
  'legal-version-insert',
  `insert into legal_versions (kind, version, content, published_at, effective_from) values ($1, $2, $3, $4, $5)`,
);

const inOrder: readonly Language[] = ['de', 'en', 'cs'];

/** Published versions. Only added to. */
@Injectable()
export class VersionsRepository {
  constructor(private readonly transactions: Transactions) {}

  /** By kind and version; null for all kinds. */
  async list(kind: LegalKind | null): Promise<VersionRow[]> {
    const rows = await this.transactions.query(list, [kind]);
    return rows.map((row) => ({
      kind: row.kind,
      version: row.version,
      languages: inOrder.filter((language) => row.languages.includes(language)),
      publishedAt: row.published_at,
      effectiveFrom: row.effective_from.getTime(),
    }));
  }

  async content(kind: LegalKind, version: number): Promise<Texts | undefined> {
    return (await this.transactions.query(find, [kind, version]))[0]?.content;
  }

  async insert(row: Omit<VersionRow, 'languages'>, content: Texts): Promise<void> {
    const { kind, version, publishedAt, effectiveFrom } = row;
    const values = [kind, version, JSON.stringify(content), publishedAt, new Date(effectiveFrom)] as const;
    await this.transactions.query(insert, values);
  }
}
