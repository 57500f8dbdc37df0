import type { EventField } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';

/** The kinds of fields, in display order. */
export const kindNames: Readonly<Record<EventField['kind'], () => string>> = {
  text: m.eventtypes_field_kind_text,
  number: m.eventtypes_field_kind_number,
  flag: m.eventtypes_field_kind_flag,
  choice: m.eventtypes_field_kind_choice,
  date: m.eventtypes_field_kind_date,
};
