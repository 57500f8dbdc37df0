import { Injectable } from '@nestjs/common';
import {
  importOptions,
  importPreviewSettings,
  importSettings,
  withoutFormulaGuard,
  type ImportKind,
  type ImportMapping,
  type ImportOptions,
  type ImportPreviewSettings,
  type ImportSettings,
  type previewImport,
  type ReplyOf,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import type { ClubRequest } from '../../platform/http/contract.ts';
import { Locations } from '../club/index.ts';
import { firstRecords, isSepLine, readHeader, type Delimiter } from './csv.ts';
import { noColumn, unanswered } from './file-problems.ts';
import { guessReading } from './guess-reading.ts';
import { assertMayImport, assertMayImportKind } from './import-access.ts';
import { ImportIntake } from './import-intake.ts';
import { Importers } from './importers.ts';
import type { CharsetReading } from './reading/guess-charset.ts';
import { dateColumns, type DateColumn } from './reading/guess-dates.ts';
import { guessHeaderRow } from './reading/header-row.ts';
import { phoneCountry } from '../../platform/phones.ts';
import { statusColumns } from './reading/statuses.ts';
import { statusesOf, sumIn, withStatus } from './questions.ts';
import { SecondPerson } from './second-person.ts';
import { findPreset } from './presets/find-preset.ts';
import { answeredBy, mappingOf, readingOf } from './presets/use-preset.ts';
import { readRows, unusedColumns } from './read-rows.ts';
import { Readings } from './readings.ts';
import { readStart } from './staging.ts';
import { asTable, type TableUpload } from './table-upload.ts';
import { readUpload, type Upload } from './upload.ts';
import { startOf } from '../../platform/text.ts';

const rowsShown = 10;
/** As they will come in. */
const rowsReadOut = 20;
/** For guesses: the order of day and month may show late. */
const rowsRead = 5000;

/** Uploaded files, for a preview or for an import. */
@Injectable()
export class ImportUploads {
  constructor(
    private readonly importers: Importers,
    private readonly intake: ImportIntake,
    private readonly second: SecondPerson,
    private readonly locations: Locations,
    private readonly readings: Readings,
    private readonly clock: Clock,
  ) {}

  /**
   * Stores a file and queues its job. Returns the id of the import. Throws `unreadable-file`, `too-large`,
   * `unreadable-text`, `invalid-request`, `unsupported-media-type`, `not-allowed`, and then stores nothing.
   */
  async start(actor: Actor, request: ClubRequest): Promise<string> {
    const upload = await readUpload(request, importSettings);
    try {
      assertMayImport(actor, upload.settings);
      await this.second.assertChecksFirst(actor, upload.settings);
      assertCountry(upload.settings.options);
      return await within(upload, upload.settings.options, (table) => this.#take(actor, upload, table));
    } finally {
      upload.release();
    }
  }

  async #take(actor: Actor, upload: Upload<ImportSettings>, table: TableUpload): Promise<string> {
    const { options: asked, ...others } = upload.settings;
    const { encoding, delimiter, text, charsets } = readStart(table, { ...asked, ...table.form });
    const likely = table.charsets ?? charsets;
    if (likely.length > 1) throw unanswered('encoding', 'file-encoding-unsure', { likely: namesOf(likely) });
    const settings = { ...others, options: { ...asked, encoding, delimiter } };
    const { headerRow = 1 } = settings.options;
    const header = readHeader(tableIn(text, delimiter, headerRow, table.whole)[headerRow - 1]);
    assertColumns(settings.mapping, header);
    await this.importers.of(settings.kind).assertMapped(settings);
    const { fileName } = upload;
    const release = (): void => upload.release();
    return this.intake.take(actor, { settings, header, fileName }, { ...table, settings, fileName, release });
  }

  /** Throws `unreadable-file`, `invalid-request`, `not-allowed`. Stores nothing. */
  async preview(actor: Actor, request: ClubRequest): Promise<ReplyOf<typeof previewImport>> {
    const upload = await readUpload(request, importPreviewSettings);
    try {
      assertMayImportKind(actor, upload.settings.kind);
      return await within(upload, upload.settings, (table) => this.#shown(upload.settings, table));
    } finally {
      upload.release();
    }
  }

  async #shown(settings: ImportPreviewSettings, table: TableUpload): Promise<ReplyOf<typeof previewImport>> {
    const whole = table.whole && !settings.partial;
    const { encoding, delimiter, text, ...read } = readStart(
      { start: table.start, whole },
      { ...settings, ...table.form },
    );
    const charsets = table.charsets ?? read.charsets;
    const records = tableIn(text, delimiter, rowsRead, whole);
    const headerRow = settings.headerRow ?? guessHeaderRow(records) + 1;
    const rows = records.slice(headerRow).map((cells) => cells.map(withoutFormulaGuard));
    const columns = readHeader(records[headerRow - 1]);
    const statuses = settings.kind === 'purchases' ? statusColumns(columns, rows) : [];
    const preset = findPreset(columns, settings.kind);
    const { kind } = settings;
    const mapping = withStatus(mappingOf(preset, { kind, columns, rows }), statuses);
    const reading = { ...guessReading(rows), ...readingOf(preset, settings.kind, table.format) };
    const isAll = whole && records.length < rowsRead;
    const dated = dateColumns(columns, rows, this.clock.date()).map((column) =>
      answeredBy(preset, mapping, column),
    );
    const shown = { columns, rows: rows.slice(0, rowsReadOut), mapping: settings.mapping ?? mapping };
    const options = {
      ...reading,
      dateOrders: ordersOf(mapping, dated),
      ...statusesOf(mapping, statuses, preset),
      ...(await this.#placeOf(settings.kind)),
    };
    return {
      format: table.format,
      sheets: [...table.sheets],
      sheet: table.sheet,
      hiddenRows: table.hiddenRows(),
      errorCells: table.errorCells(),
      preset: preset && { system: preset.system, kind: preset.kind },
      encoding: table.charsets?.[0]?.encoding ?? encoding,
      encodings: charsets.map(({ sample, ...charset }) => ({ ...charset, sample: [...sample] })),
      delimiter,
      headerRow,
      columns,
      rows: rows.slice(0, rowsShown),
      mapping,
      dateColumns: dated.map((column) => ({ ...column, sample: [...column.sample] })),
      statusColumns: statuses.map(({ column, values }) => ({ column, values: [...values] })),
      sumLine: isAll ? sumIn(rows, { columns, mapping, reading }) : null,
      options,
      unused: unusedColumns({ ...shown, rows }),
      read: readRows(
        settings.kind,
        { ...shown, line: headerRow + 1 },
        await this.readings.of({ options: settings.options ?? importOptions.parse(options) }),
      ),
    };
  }

  /** A club with one location sells there. */
  async #placeOf(kind: ImportKind): Promise<Pick<ImportOptions, 'location'>> {
    if (kind !== 'purchases') return {};
    const [only, ...others] = (await this.locations.all()).filter(({ active }) => active);
    return only && others.length === 0 ? { location: only.code } : {};
  }
}

/** A table of the upload, for as long as it is needed. */
const within = async <Result>(
  upload: Upload<unknown>,
  options: Parameters<typeof asTable>[1],
  work: (table: TableUpload) => Result | Promise<Result>,
): Promise<Result> => {
  const table = await asTable(upload, options);
  try {
    return await work(table);
  } finally {
    await table.close();
  }
};

const assertCountry = ({ country }: ImportOptions): void => {
  if (country !== undefined && phoneCountry(country) === null)
    throw ClubError.field('invalid-request', '/settings/options/country', 'not a country with phone numbers');
};

const tableIn = (text: string, delimiter: Delimiter, most: number, whole: boolean): string[][] => {
  const records = firstRecords(text, delimiter, most + 1, whole);
  return (isSepLine(records[0] ?? []) ? records.slice(1) : records).slice(0, most);
};

/** What each field with dates says for itself. */
const ordersOf = ({ columns }: ImportMapping, dated: readonly DateColumn[]): ImportOptions['dateOrders'] =>
  Object.fromEntries(
    Object.entries(columns).flatMap(([field, names]) => {
      const order = dated.find(({ column }) => column === [names].flat()[0])?.order ?? null;
      return order === null ? [] : [[field, order]];
    }),
  );

const namesOf = (charsets: readonly CharsetReading[]): string =>
  charsets.map(({ encoding }) => encoding).join(', ');

const assertColumns = ({ columns, attributes }: ImportMapping, header: readonly string[]): void => {
  const wanted = [
    ...Object.entries(columns).flatMap(([field, names]) =>
      [names].flat().map((name) => ({ name, pointer: `/settings/mapping/columns/${field}` })),
    ),
    ...attributes.map(({ column }, index) => ({
      name: column,
      pointer: `/settings/mapping/attributes/${index}/column`,
    })),
  ];
  const errors = wanted.flatMap(({ name, pointer }) =>
    header.includes(name) ? [] : [noColumn(pointer, name)],
  );
  if (errors.length > 0)
    throw new ClubError('invalid-request', {
      detail: `The file has the columns ${startOf(header.join(', '), 500)}`,
      errors: errors.slice(0, 50),
    });
};
