import { ClubError } from '../../platform/club-error.ts';
import type { ExportSource } from '../../platform/exports/export-source.ts';
import { fieldErrors } from '../../platform/http/field-errors.ts';
import { strictly } from '../../platform/http/strict-schema.ts';
import { z } from 'zod';

const none = z.object({});

/** The query of a list from the filters of its address. Throws `invalid-request` with pointers into `filters`. */
export const queryOf = (
  { filters = none }: Pick<ExportSource, 'filters'>,
  asked: Readonly<Record<string, string>>,
): unknown => {
  const read = strictly(filters).safeParse(asked);
  if (read.success) return read.data;
  throw new ClubError('invalid-request', { errors: fieldErrors(read.error, '/filters') });
};
