import type { EventField } from '@regulars/contracts';
import { z } from 'zod';
import { m } from '#lib/paraglide/messages.js';
import { textsIn } from '#lib/shell/languages.ts';

type Values = Record<string, string>;

const sentRows = z.array(
  z.object({
    name: z.string().trim(),
    kind: z.enum(['text', 'number', 'flag', 'choice', 'date']),
    required: z.boolean(),
    label: z.record(z.string(), z.string()),
    choices: z.string(),
  }),
);

/** What the editor sends as JSON. */
function rowsIn(typed: string | undefined): z.infer<typeof sentRows> {
  try {
    return sentRows.safeParse(JSON.parse(typed ?? '')).data ?? [];
  } catch {
    return [];
  }
}

const linesOf = (typed: string): string[] =>
  typed
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

const fieldsIn = (typed: string | undefined): EventField[] =>
  rowsIn(typed).map(({ choices, label, ...field }) => ({
    ...field,
    ...labelled(label),
    choices: field.kind === 'choice' ? linesOf(choices) : [],
  }));

/** Only with a label in some language. */
function labelled(label: Values): Pick<EventField, 'label'> {
  const typed = Object.fromEntries(
    Object.entries(label).map(([language, text]) => [`label_${language}`, text.trim()]),
  );
  const texts = textsIn(typed, 'label');
  return texts ? { label: texts } : {};
}

const choosable = (choices: readonly string[]): boolean =>
  choices.length > 0 &&
  choices.length <= 50 &&
  new Set(choices).size === choices.length &&
  choices.every((choice) => choice.length <= 60);

/** By `name-<number>` and `choices-<number>`. */
function fieldFaults(fields: readonly EventField[]): Values {
  const faults: Values = {};
  for (const [index, { name, kind, choices }] of fields.entries()) {
    if (!name) faults[`name-${index}`] = m.common_field_required();
    else if (!/^[a-zA-Z][\w-]{0,39}$/.test(name)) faults[`name-${index}`] = m.eventtypes_field_name_wrong();
    else if (fields.findIndex((other) => other.name === name) < index)
      faults[`name-${index}`] = m.eventtypes_field_name_twice();
    if (kind === 'choice' && !choosable(choices))
      faults[`choices-${index}`] = m.eventtypes_field_choices_wrong();
  }
  return faults;
}

/** The type of events in the form, and its errors. */
export function eventTypeBody(values: Values) {
  const name = textsIn(values, 'name');
  const eventFields = fieldsIn(values.fields);
  const days = /^\d{1,3}$/.test(values.mostDaysAgo ?? '') ? Number(values.mostDaysAgo) : 367;
  const fields = fieldFaults(eventFields);
  if (!name) fields.name = m.common_field_required();
  if (days > 366) fields.mostDaysAgo = m.eventtypes_most_wrong();
  const body = {
    name: name ?? {},
    fields: eventFields,
    mostDaysAgo: days,
    cancellable: values.cancellable === 'on',
    active: values.active === 'on',
  };
  return { body, fields };
}

/** The code of a new type, and its error. */
export const newEventTypeBody = (values: Values) => {
  const { body, fields } = eventTypeBody(values);
  const code = values.code ?? '';
  if (!code) fields.code = m.common_field_required();
  else if (!/^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/.test(code)) fields.code = m.eventtypes_code_wrong();
  return { body: { ...body, code }, fields };
};
