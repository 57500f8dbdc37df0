import type { EventField } from '@regulars/contracts';

type Example = string | number | boolean;

const exampleOf = ({ kind, choices }: EventField, day: string): Example => {
  const examples: Record<EventField['kind'], Example> = {
    text: '…',
    number: 5,
    flag: true,
    choice: choices[0] ?? '',
    date: day,
  };
  return examples[kind];
};

/** A single quote would end the argument in a shell. */
const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** The call that reports an event, for a shell. */
export function exampleCall(
  type: { code: string; fields: readonly EventField[] },
  { origin, now }: { origin: string; now: string },
): string {
  const body = {
    type: type.code,
    eventId: 'booking-4711',
    member: { externalId: 'customer-1024' },
    occurredAt: now,
    payload: Object.fromEntries(type.fields.map((field) => [field.name, exampleOf(field, now.slice(0, 10))])),
  };
  return [
    `curl ${origin}/api/v1/custom-events \\`,
    `  -H "authorization: Bearer $KEY" \\`,
    `  -H "idempotency-key: $(uuidgen)" \\`,
    `  -H 'content-type: application/json' \\`,
    `  -d ${quoted(JSON.stringify(body, null, 2))}`,
  ].join('\n');
}
