import type { Schema } from '@regulars/conditions';
import { bought } from '../purchases/index.ts';

/** Where conditions find what happened to members: purchases where they are stored, all else in the table of this feature. */
export const happeningsSchema = {
  happened: (name, row) =>
    name === 'purchase.recorded'
      ? bought(row)
      : `(select h.member_id, h.at, h.subject from member_happenings h where h.name = '${name}') ${row} where true`,
} satisfies Partial<Schema>;
