import { Injectable } from '@nestjs/common';
import type { ExportRequest, ExportSource } from '../../platform/exports/export-source.ts';
import { ExportSources } from '../../platform/exports/export-sources.ts';
import { ReaderLanguage } from '../../platform/http/reader-language.ts';
import { ClubSettings } from '../club/index.ts';
import { assertMayExport } from './export-rights.ts';
import type { ExportRow } from './exports.repository.ts';
import { queryOf } from './filters.ts';
import type { Writing } from './written-cells.ts';

/** Reads the list of an export as the person who asked for it: with their rights, filters and language, and says how to write it. */
@Injectable()
export class ExportReading {
  constructor(
    private readonly sources: ExportSources,
    private readonly language: ReaderLanguage,
    private readonly club: ClubSettings,
  ) {}

  async of<Result>(
    { kind, actor, filters, language, locale }: ExportRow,
    read: (source: ExportSource, request: ExportRequest, writing: Writing) => Promise<Result>,
  ): Promise<Result> {
    const source = this.sources.of(kind);
    assertMayExport(source.access, actor);
    const query = queryOf(source, filters ?? {});
    const { languages, timeZone: zone } = await this.club.current();
    const spoken = language ?? languages[0] ?? 'en';
    return this.language.within(spoken, () => read(source, { actor, query }, { locale, zone }));
  }
}
