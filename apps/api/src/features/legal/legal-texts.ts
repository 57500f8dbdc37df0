import { Injectable } from '@nestjs/common';
import type {
  Language,
  LegalKind,
  LegalText,
  LegalVersion,
  Texts,
  WholeLegalVersion,
} from '@regulars/contracts';
import { coming, inForce, type Instant } from '@regulars/loyalty';
import { Clock, toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { page, readCursor, type Page, type PageQuery } from '../../platform/http/cursor.ts';
import { ClubSettings } from '../club/index.ts';
import { VersionsRepository, type VersionRow } from './versions.repository.ts';

interface Wanted {
  readonly language: Language;
  /** Absent: the version in force. */
  readonly version?: number | undefined;
}

/** What was published. */
@Injectable()
export class LegalTexts {
  constructor(
    private readonly versions: VersionsRepository,
    private readonly club: ClubSettings,
    private readonly clock: Clock,
  ) {}

  /** The texts in force. */
  async list(): Promise<LegalVersion[]> {
    const now = this.clock.now();
    const kinds = Map.groupBy(await this.versions.list(null), ({ kind }) => kind);
    return [...kinds.values()].flatMap((published) => {
      const current = inForce(published, now);
      return current ? [show(current, published, now)] : [];
    });
  }

  /** Newest first. */
  async versionsOf(kind: LegalKind, { cursor, limit }: PageQuery): Promise<Page<LegalVersion>> {
    const now = this.clock.now();
    const published = await this.versions.list(kind);
    const before = readCursor(cursor, 'number')?.[0] ?? Infinity;
    const rest = published.filter(({ version }) => version < before).reverse();
    return page(
      rest.slice(0, limit + 1),
      limit,
      (row) => show(row, published, now),
      ({ version }) => [version],
    );
  }

  /** Throws `not-found`. */
  async read(kind: LegalKind, { language, version }: Wanted): Promise<LegalText> {
    const published = await this.versions.list(kind);
    const now = this.clock.now();
    const row =
      version === undefined ? inForce(published, now) : published.find((one) => one.version === version);
    if (!row) throw new ClubError('not-found');
    const content = await this.#content(row);
    const shown = await this.languageFor(row.languages, language);
    return { ...show(row, published, now), language: shown, content: content[shown] ?? '' };
  }

  /** In all languages. Throws `not-found`. */
  async whole(kind: LegalKind, version: number): Promise<WholeLegalVersion> {
    const published = await this.versions.list(kind);
    const row = published.find((one) => one.version === version);
    if (!row) throw new ClubError('not-found');
    return { ...show(row, published, this.clock.now()), content: await this.#content(row) };
  }

  /** The reader's language if the text has it, else the club's, else any. */
  async languageFor(languages: readonly Language[], wanted: Language): Promise<Language> {
    const clubs = (await this.club.current()).languages;
    return [wanted, ...clubs, ...languages].find((one) => languages.includes(one)) ?? wanted;
  }

  async #content({ kind, version }: VersionRow): Promise<Texts> {
    return (await this.versions.content(kind, version)) ?? {};
  }
}

export const show = (row: VersionRow, published: readonly VersionRow[], now: Instant): LegalVersion => ({
  kind: row.kind,
  version: row.version,
  languages: row.languages,
  publishedAt: toInstant(row.publishedAt),
  effectiveFrom: toInstant(row.effectiveFrom),
  state: stateOf(row, published, now),
});

const stateOf = (
  { version, effectiveFrom }: VersionRow,
  published: readonly VersionRow[],
  now: Instant,
): LegalVersion['state'] => {
  if (effectiveFrom > now) return 'coming';
  return inForce(published, now)?.version === version ? 'in-force' : 'past';
};

/** The published version that comes next, as replies show it. */
export const showComing = (published: readonly VersionRow[], now: Instant): LegalVersion | null => {
  const next = coming(published, now);
  return next ? show(next, published, now) : null;
};
