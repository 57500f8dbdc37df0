import { date, type EventField } from '@regulars/contracts';
import type { Detail } from '@regulars/loyalty';
import { ClubError, type FieldError } from '../../platform/club-error.ts';

type Payload = Readonly<Record<string, Detail>>;

/** Throws `event-details-refused` with a pointer to each detail that does not fit the type. */
export const assertFits = (payload: Payload, fields: readonly EventField[]): void => {
  const unknown = Object.keys(payload).filter((name) => !fields.some((field) => field.name === name));
  const errors = [
    ...unknown.map((name) => fault(name, 'unknown field')),
    ...fields.flatMap((field) => faultsOf(field, payload)),
  ];
  if (errors.length > 0) throw new ClubError('event-details-refused', { errors });
};

const faultsOf = (field: EventField, payload: Payload): FieldError[] => {
  const { name, required } = field;
  const value = Object.hasOwn(payload, name) ? payload[name] : undefined;
  if (value === undefined) return required ? [fault(name, 'required')] : [];
  return fits[field.kind](value, field) ? [] : [fault(name, expected[field.kind])];
};

const fits: Readonly<Record<EventField['kind'], (value: Detail, field: EventField) => boolean>> = {
  text: (value) => typeof value === 'string' && value.trim() !== '',
  number: (value) => typeof value === 'number' && Number(value.toFixed(3)) === value,
  flag: (value) => typeof value === 'boolean',
  choice: (value, { choices }) => typeof value === 'string' && choices.includes(value),
  date: (value) => date.safeParse(value).success,
};

const expected: Readonly<Record<EventField['kind'], string>> = {
  text: 'a text',
  number: 'a number of at most 3 decimal places',
  flag: 'true or false',
  choice: 'one of the choices of the type',
  date: 'a date, YYYY-MM-DD',
};

const fault = (name: string, message: string): FieldError => ({
  pointer: `/payload/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`,
  message,
});
