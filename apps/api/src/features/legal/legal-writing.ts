import { Injectable } from '@nestjs/common';
import type { Language, LegalDraft, LegalKind, Texts } from '@regulars/contracts';
import { earliestEffect, marksIn } from '@regulars/loyalty';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { Clock, toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { DraftsRepository, type StoredDraft } from './drafts.repository.ts';
import { LegalSettings } from './legal-settings.ts';
import { VersionsRepository, type VersionRow } from './versions.repository.ts';

const languages: readonly Language[] = ['de', 'en', 'cs'];

export interface Publication {
  /** Absent: as early as possible. */
  readonly effectiveFrom?: string | undefined;
  /** Now if absent; earlier for the demo. */
  readonly at?: Date;
}

/** Managers write texts. */
@Injectable()
export class LegalWriting {
  constructor(
    private readonly drafts: DraftsRepository,
    private readonly versions: VersionsRepository,
    private readonly settings: LegalSettings,
    private readonly audit: AuditTrail,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  async draft(kind: LegalKind): Promise<LegalDraft> {
    return this.#show(await this.drafts.find(kind));
  }

  /** Throws `version-changed` if someone else was faster. */
  async save(actor: Actor, kind: LegalKind, content: Texts, expectedVersion: number): Promise<LegalDraft> {
    return this.transactions.run(async () => {
      const values = { content: filled(content), updatedAt: this.clock.date() };
      const saved = await this.drafts.save(kind, expectedVersion, values);
      if (!saved) throw new ClubError('version-changed');
      // The words themselves are in the draft and, once they are published, in their version.
      await this.#tell(actor, 'legal-text.saved', kind, { languages: Object.keys(values.content) });
      return this.#show(saved);
    });
  }

  /**
   * Publishes the draft. Throws `version-changed`, `legal-text-missing` for an empty draft, `legal-text-unfinished`,
   * `notice-too-short`. Returns the version.
   */
  async publish(
    actor: Actor,
    kind: LegalKind,
    { effectiveFrom, at = this.clock.date() }: Publication,
    expectedVersion: number,
  ): Promise<number> {
    return this.transactions.run(async () => {
      const { content, version } = await this.drafts.lock(kind);
      if (version !== expectedVersion) throw new ClubError('version-changed');
      assertFinished(content);
      const published = await this.versions.list(kind);
      const earliest = await this.#earliest(kind, published, at.getTime());
      const from = effectiveFrom === undefined ? earliest : Date.parse(effectiveFrom);
      if (from < earliest)
        throw ClubError.field('notice-too-short', '/effectiveFrom', `not before ${toInstant(earliest)}`);
      const next = (published.at(-1)?.version ?? 0) + 1;
      await this.versions.insert({ kind, version: next, publishedAt: at, effectiveFrom: from }, content);
      const after = { version: next, languages: Object.keys(content), effectiveFrom: toInstant(from) };
      await this.#tell(actor, 'legal-text.published', kind, after);
      return next;
    });
  }

  async #tell(actor: Actor, action: string, kind: LegalKind, after: object): Promise<void> {
    await this.audit.record(actor, { action, subject: { type: 'legal-text', id: kind }, after });
  }

  async #earliest(kind: LegalKind, published: readonly VersionRow[], now: number): Promise<number> {
    const { effective } = await this.settings.show();
    return earliestEffect(published, kind === 'terms' ? effective.noticeDays : null, now);
  }

  async #show({ kind, version, content, updatedAt }: StoredDraft): Promise<LegalDraft> {
    const earliest = await this.#earliest(kind, await this.versions.list(kind), this.clock.now());
    return {
      kind,
      version,
      content,
      marks: marksOf(content),
      updatedAt: updatedAt && toInstant(updatedAt),
      earliestEffect: toInstant(earliest),
    };
  }
}

const filled = (content: Texts): Texts =>
  Object.fromEntries(
    languages.flatMap((language) => (content[language] ? [[language, content[language]]] : [])),
  );

const marksOf = (content: Texts): LegalDraft['marks'] =>
  languages.flatMap((language) => marksIn(content[language] ?? '').map((mark) => ({ language, ...mark })));

const assertFinished = (content: Texts): void => {
  if (Object.keys(content).length === 0)
    throw ClubError.field('legal-text-missing', '/content', 'the draft is empty');
  const marks = marksOf(content);
  if (marks.length > 0)
    throw new ClubError('legal-text-unfinished', {
      detail: 'Parts of the text are still to be written',
      errors: marks.map(({ language, line, text }) => ({
        pointer: `/content/${language}`,
        message: `line ${line}: ${text}`,
      })),
    });
};
