import { Injectable } from '@nestjs/common';
import {
  importPreviewSettings,
  importSettings,
  withoutFormulaGuard,
  type ImportMapping,
  type ImportOptions,
  type previewImport,
  type ReplyOf,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import type { ClubRequest } from '../../platform/http/contract.ts';
import { firstRecords, isSepLine, readHeader, type Delimiter } from './csv.ts';
import { noColumn, unanswered } from './file-problems.ts';
import { guessMapping } from './guess-mapping.ts';
import { guessReading } from './guess-reading.ts';
import { assertMayImport, assertMayImportKind } from './import-access.ts';
import { ImportIntake } from './import-intake.ts';
import { Importers } from './importers.ts';
import type { CharsetReading } from './reading/guess-charset.ts';
import { dateColumns, type DateColumn } from './reading/guess-dates.ts';
import { guessHeaderRow } from './reading/header-row.ts';
import { phoneCountry } from './reading/phones.ts';
import { statusColumns } from './reading/statuses.ts';
import { statusesOf, sumIn, withStatus } from './questions.ts';
import { SecondPerson } from './second-person.ts';
import { readStart } from './staging.ts';
import { readUpload } from './upload.ts';
import { startOf } from '../../platform/text.ts';

const rowsShown = 10;
/** For guesses: the order of day and month may show late. */
const rowsRead = 5000;

/** Uploaded files, for a preview or for an import. */
@Injectable()
export class ImportUploads {
  constructor(
    private readonly importers: Importers,
    private readonly intake: ImportIntake,
    private readonly second: SecondPerson,
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
      const { encoding, delimiter, text, charsets } = readStart(upload, upload.settings.options);
      if (charsets.length > 1)
        throw unanswered('encoding', 'file-encoding-unsure', { likely: namesOf(charsets) });
      const settings = { ...upload.settings, options: { ...upload.settings.options, encoding, delimiter } };
      const { headerRow = 1 } = settings.options;
      const header = readHeader(tableIn(text, delimiter, headerRow, upload.whole)[headerRow - 1]);
      assertColumns(settings.mapping, header);
      await this.importers.of(settings.kind).assertMapped(settings);
      return await this.intake.take(
        actor,
        { settings, header, fileName: upload.fileName },
        { ...upload, settings },
      );
    } finally {
      upload.release();
    }
  }

  /** Throws `unreadable-file`, `invalid-request`, `not-allowed`. Stores nothing. */
  async preview(actor: Actor, request: ClubRequest): Promise<ReplyOf<typeof previewImport>> {
    const upload = await readUpload(request, importPreviewSettings);
    upload.release();
    assertMayImportKind(actor, upload.settings.kind);
    const { settings } = upload;
    const whole = upload.whole && !settings.partial;
    const { encoding, delimiter, text, charsets } = readStart({ start: upload.start, whole }, settings);
    const records = tableIn(text, delimiter, rowsRead, whole);
    const headerRow = settings.headerRow ?? guessHeaderRow(records) + 1;
    const rows = records.slice(headerRow).map((cells) => cells.map(withoutFormulaGuard));
    const columns = readHeader(records[headerRow - 1]);
    const statuses = settings.kind === 'purchases' ? statusColumns(columns, rows) : [];
    const mapping = withStatus(guessMapping(settings.kind, columns, rows), statuses);
    const reading = guessReading(rows);
    const isAll = whole && records.length < rowsRead;
    const dated = dateColumns(columns, rows, this.clock.date());
    return {
      encoding,
      encodings: charsets.map(({ sample, ...charset }) => ({ ...charset, sample: [...sample] })),
      delimiter,
      headerRow,
      columns,
      rows: rows.slice(0, rowsShown),
      mapping,
      dateColumns: dated.map((column) => ({ ...column, sample: [...column.sample] })),
      statusColumns: statuses.map(({ column, values }) => ({ column, values: [...values] })),
      sumLine: isAll ? sumIn(rows, { columns, mapping, reading }) : null,
      options: { ...reading, dateOrders: ordersOf(mapping, dated), ...statusesOf(mapping, statuses) },
    };
  }
}

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
