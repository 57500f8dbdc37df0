import type { MemberOrigin } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { dateTime } from '#lib/ui/format.ts';

export interface OriginNote {
  readonly text: string;
  /** The page of the import. */
  readonly href?: string;
}

const said: Record<Exclude<MemberOrigin['source'], 'import'>, (inputs: { date: string }) => string> = {
  portal: m.people_origin_portal,
  till: m.people_origin_till,
  console: m.people_origin_console,
  api: m.people_origin_api,
};

const noteOf = ({ source, at, import: from }: MemberOrigin, timeZone: string): OriginNote => {
  const date = dateTime(at, 'date', timeZone);
  if (source !== 'import') return { text: said[source]({ date }) };
  if (!from) return { text: m.people_origin_some_import({ date }) };
  return {
    text: m.people_origin_import({ file: from.fileName, date }),
    href: `/console/imports/${from.id}`,
  };
};

/** Where the value of a field comes from; undefined if nobody knows. */
export const originNotes =
  (origins: readonly MemberOrigin[], timeZone: string) =>
  (field: MemberOrigin['field']): OriginNote | undefined => {
    const origin = origins.find((each) => each.field === field);
    return origin && noteOf(origin, timeZone);
  };
