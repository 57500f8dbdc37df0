import { Readable } from 'node:stream';
import type { Multipart, MultipartFile } from '@fastify/multipart';
import type { z } from 'zod';
import { ClubError } from '../../platform/club-error.ts';
import { strictly } from '../../platform/http/strict-schema.ts';
import { readJson } from '../../platform/http/body.ts';
import type { ClubRequest } from '../../platform/http/contract.ts';
import { fieldErrors } from '../../platform/http/field-errors.ts';
import { fileProblem } from './file-problems.ts';
import { mostSent } from './file-text.ts';
import { startOf } from '../../platform/text.ts';

const peeked = 256 * 1024;

export interface Upload<Settings> {
  readonly settings: Settings;
  readonly fileName: string;
  /** The first bytes, which `file` repeats. */
  readonly start: Buffer;
  /** True if `start` is the whole file. */
  readonly whole: boolean;
  /** Fails with `too-large` at its end. */
  readonly file: Readable;
  /** Discards the unread rest, so that the sender can finish and receive the reply. */
  release(): void;
}

const limits = { fileSize: mostSent, files: 1, fields: 2, fieldSize: 100_000, parts: 3, headerPairs: 50 };

/** Reads the part `settings` and passes on the part `file` without holding it in memory. */
export const readUpload = async <Schema extends z.ZodType>(
  request: ClubRequest,
  schema: Schema,
): Promise<Upload<z.output<Schema>>> => {
  if (!request.isMultipart()) throw new ClubError('unsupported-media-type', 'Send multipart/form-data');
  let settings: z.output<Schema> | undefined;
  const release = (): void => {
    request.raw.unpipe();
    request.raw.resume();
  };
  for await (const part of partsOf(request)) {
    if (part.type === 'field' && part.fieldname === 'settings') settings = readSettings(part.value, schema);
    if (part.type === 'file') {
      if (settings === undefined) throw missing('settings', 'comes before the file');
      return {
        settings,
        fileName: startOf(part.filename || 'import.csv', 200),
        ...(await peek(part)),
        release,
      };
    }
  }
  throw settings === undefined ? missing('settings', 'is missing') : missing('file', 'is missing');
};

const partsOf = async function* (request: ClubRequest): AsyncGenerator<Multipart> {
  try {
    yield* request.parts({ limits, throwFileSizeLimit: false } as Parameters<ClubRequest['parts']>[0]);
  } catch (error) {
    if ((error as { statusCode?: unknown }).statusCode === 413) throw error;
    throw new ClubError('malformed-request', 'The form must have a part `settings` and a part `file`');
  }
};

const missing = (part: string, message: string): ClubError =>
  ClubError.field('invalid-request', `/${part}`, message);

const readSettings = <Schema extends z.ZodType>(sent: unknown, schema: Schema): z.output<Schema> => {
  // A part declared as JSON arrives parsed but unchecked.
  const value = readJson(typeof sent === 'string' ? sent : JSON.stringify(sent), '/settings');
  const read = strictly(schema).safeParse(value);
  if (read.success) return read.data;
  throw new ClubError('invalid-request', { errors: fieldErrors(read.error, '/settings') });
};

const peek = async ({ file }: MultipartFile): Promise<Pick<Upload<never>, 'start' | 'whole' | 'file'>> => {
  const chunks = file[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const first: Buffer[] = [];
  let size = 0;
  let whole = false;
  while (size < peeked && !whole) {
    const next = await chunks.next();
    whole = next.done === true;
    if (next.done) break;
    first.push(next.value);
    size += next.value.length;
  }
  const start = Buffer.concat(first);
  const rest = async function* (): AsyncGenerator<Buffer> {
    if (start.length > 0) yield start;
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
    if (file.truncated) throw fileProblem('file-too-large');
  };
  return { start, whole, file: Readable.from(rest(), { objectMode: false }) };
};
