import type { z } from 'zod';
import type { Attack, Sent } from './attack.ts';
import { jsonSchemaOf, placesOf, sample } from './places.ts';
import {
  badBodies,
  badCursors,
  badIdempotencyKeys,
  badTexts,
  badValues,
  badVersions,
  rawTexts,
} from './values.ts';

/** One request with one fault. */
export interface InvalidRequest {
  readonly what: string;
  /** Pointer to the wrong field, if any. */
  readonly pointer?: string;
  /** Allowed statuses of the reply; if absent, success is allowed too. */
  readonly expected?: readonly number[];
  readonly sent: () => Sent;
}

const boundary = 'nonsense-boundary';

export const invalidRequestsOf = (attack: Attack): InvalidRequest[] => [
  ...bodyShots(attack),
  ...(attack.endpoint.body || attack.endpoint.form ? fieldShots(attack) : []),
  ...unknownShots(attack),
  ...queryShots(attack),
  ...pathShots(attack),
  ...headerShots(attack),
];

const bodyShots = ({ endpoint, name }: Attack): InvalidRequest[] => {
  if (endpoint.method === 'GET') return [];
  const expected = endpoint.body || endpoint.form ? [400, 404, 413, 415, 422] : undefined;
  return inTurns(badBodies, name, 2).map(([what, type, payload]) => ({
    what: `a body that is ${what}`,
    // An empty body is valid if every field is optional.
    expected: payload === '{}' ? undefined : expected,
    sent: () => ({ payload, headers: { 'content-type': type } }),
  }));
};

const fieldShots = (attack: Attack): InvalidRequest[] => {
  const schema = attack.endpoint.body ?? attack.endpoint.form;
  if (!schema) return [];
  const isForm = attack.endpoint.form !== undefined;
  const described = jsonSchemaOf(schema);
  const made = (): unknown => ({
    ...(sample(described) as object),
    ...attack.ask().body,
    // Only dry runs of imports, because a job would change what later requests find.
    ...(isForm && described.properties?.dryRun ? { dryRun: true } : {}),
  });
  let base = made();
  const sound = schema.safeParse(base);
  if (!sound.success) throw new Error(`${attack.name}: no request can be made: ${sound.error.message}`);
  const isRepeated = repeats();
  return placesOf(described, () => base).flatMap((place) => {
    const pointer = isForm ? `/settings${place.pointer}` : place.pointer;
    const values = isRepeated(place.pointer) ? inTurns(badValues, place.pointer, repeatedPart) : badValues;
    return someOf(values, pointer, (value) => ({
      what: `${place.pointer} = ${shown(value)}`,
      pointer,
      expected: statusFor(schema, place.put(value)),
      sent: () => {
        base = made();
        const body = JSON.stringify(place.put(value));
        return isForm ? formOf(body) : { payload: body };
      },
    }));
  });
};

/** Of the inputs of a field that this endpoint has elsewhere too, with the same parent: each kind of a rule has them. */
const repeatedPart = 4;

/** Whether a place has the field and parent of an earlier one. */
const repeats = (): ((pointer: string) => boolean) => {
  const seen = new Set<string>();
  return (pointer) => {
    const field = pointer.split('/').slice(-2).join('/');
    const isKnown = seen.has(field);
    seen.add(field);
    return isKnown;
  };
};

const unknown = 'telefone';

/** An unknown field must be refused, so that misspelled names are noticed. Health checks accept any query. */
const unknownShots = (attack: Attack): InvalidRequest[] => {
  const { body, form, bytes, root } = attack.endpoint;
  if (root) return [];
  const expected = [400];
  const inQuery: InvalidRequest = {
    what: 'an unknown parameter',
    pointer: `/query/${unknown}`,
    expected,
    sent: () => ({ ...bodyOf(attack), query: `?${unknown}=1` }),
  };
  if (form ?? bytes) return [inQuery];
  const sound = body ? (sample(jsonSchemaOf(body)) as object) : {};
  const inBody: InvalidRequest = {
    what: 'an unknown field',
    pointer: `/${unknown}`,
    expected,
    sent: () => {
      const { body: asked, query } = attack.ask();
      const payload = JSON.stringify({ ...sound, ...asked, [unknown]: 1 });
      return query === undefined ? { payload } : { payload, query: `?${query}` };
    },
  };
  return attack.endpoint.method === 'GET' ? [inQuery] : [inQuery, inBody];
};

const isWhole = process.env['NONSENSE'] === 'all';

/** One of so many, different ones for each name, because all endpoints read these in the same way. The lab sends all. */
const inTurns = <Value>(values: readonly Value[], name: string, oneOf: number): readonly Value[] =>
  isWhole ? values : values.filter((_, at) => (at + name.length) % oneOf === 0);

/** One of so many inputs that the contract accepts, and of those that it refuses: different ones for each field. */
const acceptedPart = 7;
const refusedPart = 11;

/** A part of the inputs. `npm run test:lab -- --long` tries all inputs that the contract accepts. */
const someOf = <Value>(
  values: readonly Value[],
  pointer: string,
  request: (value: Value) => InvalidRequest,
): InvalidRequest[] =>
  values.flatMap((value, at) => {
    const turn = at + pointer.length;
    // Only the contract knows whether it refuses a value, and to ask it takes time.
    if (!isWhole && turn % acceptedPart !== 0 && turn % refusedPart !== 0) return [];
    const made = request(value);
    const oneOf = made.expected?.includes(400) ? refusedPart : isWhole ? 1 : acceptedPart;
    return turn % oneOf === 0 ? [made] : [];
  });

const statusFor = (schema: z.ZodType, body: unknown): readonly number[] | undefined => {
  const text = JSON.stringify(body);
  if (/\\u0000|\\ud800/.test(text)) return [422];
  return schema.safeParse(withoutPrototypes(text)).success ? undefined : [400];
};

const withoutPrototypes = (text: string): unknown =>
  JSON.parse(text, (key, value: unknown) => (key === '__proto__' ? undefined : value));

const formOf = (settings: string): Sent => ({
  headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  payload: [
    `--${boundary}`,
    'content-disposition: form-data; name="settings"',
    'content-type: application/json',
    '',
    settings,
    `--${boundary}`,
    'content-disposition: form-data; name="file"; filename="a.csv"',
    '',
    'mail\r\nsomebody@club.example',
    `--${boundary}--`,
    '',
  ].join('\r\n'),
});

const queryShots = (attack: Attack): InvalidRequest[] => {
  const { query } = attack.endpoint;
  if (!query) return [];
  const names = Object.keys(jsonSchemaOf(query).properties ?? {});
  return names.flatMap((name) => {
    const request = (text: string, value: unknown, encoded: string): InvalidRequest => ({
      what: `?${name} = ${shown(text)}`,
      pointer: `/query/${name}`,
      expected: text.includes('\0') ? [422] : query.safeParse({ [name]: value }).success ? undefined : [400],
      sent: () => ({ ...bodyOf(attack), query: `?${encoded}` }),
    });
    return [
      ...someOf([...badTexts, ...(name === 'cursor' ? badCursors : [])], `/query/${name}`, (text) =>
        request(text, text.toWellFormed(), `${name}=${encodeURIComponent(text.toWellFormed())}`),
      ),
      request('1000000', '1000000', `${name}=1000000`),
      ...inTurns(rawTexts, name, 2).map((text) => ({
        ...request(text, text, `${name}=${text}`),
        expected: undefined,
      })),
      request('twice', ['1', '2'], `${name}=1&${name}=2`),
    ];
  });
};

const pathShots = (attack: Attack): InvalidRequest[] => {
  const { params } = attack.endpoint;
  if (!params) return [];
  const names = Object.keys(jsonSchemaOf(params).properties ?? {});
  return names.flatMap((name, at) => {
    const written = (text: string) => {
      const parts = [...(attack.ask().path ?? [])];
      parts[at] = text;
      return attack.pathOf(parts);
    };
    const turn = `${attack.name} ${name}`;
    const texts = inTurns(badTexts, turn, 3).filter((text) => text !== '' && !text.includes('..'));
    return [
      ...texts.map((text) => ({
        what: `{${name}} = ${shown(text)}`,
        expected: text.includes('\0')
          ? [422]
          : params.safeParse({ [name]: text }).success
            ? undefined
            : [404, 413],
        sent: () => ({ path: written(text.toWellFormed()), ...bodyOf(attack) }),
      })),
      ...inTurns(rawTexts, turn, 3).map((text) => ({
        what: `{${name}} = ${text}`,
        sent: () => ({ path: written('raw').replace('raw', text), ...bodyOf(attack) }),
      })),
    ];
  });
};

const bodyOf = (attack: Attack): Sent => {
  const { body } = attack.ask();
  return body ? { payload: JSON.stringify(body) } : {};
};

const headerShots = (attack: Attack): InvalidRequest[] => {
  const { conditional, idempotent } = attack.endpoint;
  const request = (header: string, value: string, expected?: readonly number[]): InvalidRequest => ({
    what: `${header}: ${shown(value)}`,
    expected,
    sent: () => ({ ...bodyOf(attack), headers: { [header]: value } }),
  });
  return [
    ...(conditional ? badVersions.map((value) => request('if-match', value, [412, 428])) : []),
    ...(idempotent ? badIdempotencyKeys.map((value) => request('idempotency-key', value)) : []),
    ...(idempotent
      ? [request('idempotency-key', '', [400]), request('idempotency-key', 'k'.repeat(256), [400])]
      : []),
  ];
};

const shown = (value: unknown): string => JSON.stringify(value).slice(0, 60);
