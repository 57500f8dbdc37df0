import { problem, type Access, type Reach, type RoleAccess, type Operation } from '@regulars/contracts';
import { z } from 'zod';
import { pathOf } from './contract.ts';

type Json = Record<string, unknown>;

/** The OpenAPI 3.0 document of these endpoints. Schemas with a `meta({ id })` become components. */
export const describeApi = (endpoints: readonly Operation[]): Json => {
  const components = new Map<string, Json>();
  const paths: Record<string, Json> = {};
  for (const endpoint of [...endpoints].sort(byPath)) {
    const path = pathOf(endpoint);
    paths[path] = {
      ...paths[path],
      [endpoint.method.toLowerCase()]: describeOperation(endpoint, components),
    };
  }
  components.set('Problem', schemaOf(problem, 'output', components));
  return {
    openapi: '3.0.3',
    info: {
      title: 'Regulars',
      version: '1',
      description:
        'API of the Regulars loyalty programme. Errors are RFC 9457 problems; POST calls that move points or stock need an Idempotency-Key. RateLimit headers show the limit that you reach first.',
    },
    paths,
    components: {
      schemas: Object.fromEntries([...components].sort(([left], [right]) => left.localeCompare(right))),
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'regulars' },
        key: { type: 'http', scheme: 'bearer', description: 'API key: rk_live_…' },
      },
    },
  };
};

const byPath = (left: Operation, right: Operation): number =>
  `${left.path} ${left.method}`.localeCompare(`${right.path} ${right.method}`);

const describeOperation = (endpoint: Operation, components: Map<string, Json>): Json => ({
  tags: [endpoint.tag],
  summary: endpoint.summary,
  description: describeAccess(endpoint.access),
  'x-access': endpoint.access,
  security: securityOf(endpoint.access),
  parameters: [
    ...parametersOf(endpoint.params, 'path', components),
    ...parametersOf(endpoint.query, 'query', components),
    ...(endpoint.idempotent === true || endpoint.idempotentWith !== undefined
      ? [header('Idempotency-Key', 'At most 255 characters; calls with the same key take effect once')]
      : []),
    ...(endpoint.conditional
      ? [header('If-Match', 'ETag of the version you read', endpoint.conditional === true)]
      : []),
  ],
  ...(endpoint.body
    ? {
        requestBody: {
          required: !endpoint.body.safeParse(undefined).success,
          content: { 'application/json': { schema: schemaOf(endpoint.body, 'input', components) } },
        },
      }
    : {}),
  ...(endpoint.form ? { requestBody: formOf(endpoint.form, components) } : {}),
  ...(endpoint.bytes
    ? {
        requestBody: {
          required: true,
          content: { [endpoint.bytes]: { schema: { type: 'string', format: 'binary' } } },
        },
      }
    : {}),
  responses: {
    [String(endpoint.status ?? 200)]: replyOf(endpoint, components),
    ...(endpoint.waits ? { '202': waitingOf(endpoint.waits, components) } : {}),
    default: {
      description: 'A problem',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  },
});

const formOf = (settings: z.ZodType, components: Map<string, Json>): Json => ({
  required: true,
  content: {
    'multipart/form-data': {
      schema: {
        type: 'object',
        required: ['settings', 'file'],
        properties: {
          settings: schemaOf(settings, 'input', components),
          file: { type: 'string', format: 'binary' },
        },
      },
      encoding: { settings: { contentType: 'application/json' } },
    },
  },
});

const describeAccess = (access: Access): string => {
  if (access === 'public') return 'Public.';
  if (access === 'signed-in') return 'Any signed-in account.';
  return `Roles: ${access.roles.join(', ')}. ${describeScopes(access)}${bounds[access.reach]}`;
};

const describeScopes = ({ scope = [], anyScope = [] }: RoleAccess): string => {
  const needed = [scope].flat();
  if (anyScope.length > 0)
    return `API key scope, depending on the kind: ${[...new Set(anyScope)].join(', ')}.`;
  return needed.length > 0 ? `API key scope: ${needed.join(' and ')}.` : 'Not available to API keys.';
};

const bounds: Record<Reach, string> = {
  own: '',
  anywhere: '',
  member: ' Callers bound to locations reach members who joined or bought there.',
  location: ' Callers bound to locations reach only their locations.',
  club: ' Not available to callers bound to locations.',
};

const securityOf = (access: Access): Json[] => {
  if (access === 'public') return [];
  const byKey = access !== 'signed-in' && (access.scope ?? access.anyScope) !== undefined;
  return [{ session: [] }, ...(byKey ? [{ key: [] }] : [])];
};

const header = (name: string, description: string, required = true): Json => ({
  name,
  in: 'header',
  required,
  description,
  schema: { type: 'string' },
});

const parametersOf = (
  schema: z.ZodType | undefined,
  where: 'path' | 'query',
  components: Map<string, Json>,
): Json[] => {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input', components) as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, ...part }]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    ...(description ? { description } : {}),
    schema: part,
  }));
};

const replyOf = (endpoint: Operation, components: Map<string, Json>): Json => {
  if (endpoint.stream)
    return { description: 'A stream', content: { [endpoint.stream]: { schema: { type: 'string' } } } };
  if (!endpoint.reply) return { description: 'Done' };
  return {
    description: 'Done',
    content: { 'application/json': { schema: schemaOf(endpoint.reply, 'output', components) } },
  };
};

const waitingOf = (waits: z.ZodType, components: Map<string, Json>): Json => ({
  description: 'Waits for a second person to approve',
  content: { 'application/json': { schema: schemaOf(waits, 'output', components) } },
});

/** One schema. Schemas with an id move to the components and leave a reference. */
const schemaOf = (schema: z.ZodType, io: 'input' | 'output', components: Map<string, Json>): Json => {
  const {
    definitions,
    $defs,
    $schema: _,
    ...described
  } = z.toJSONSchema(schema, { target: 'openapi-3.0', io, unrepresentable: 'any' }) as Json;
  const parts = { ...(definitions as Json | undefined), ...($defs as Json | undefined) };
  for (const [name, part] of Object.entries(parts)) components.set(name, relink(part) as Json);
  return relink(described) as Json;
};

const relink = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(relink);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      // The id of a schema, which OpenAPI does not have. A property with that name is an object.
      .filter(([key, part]) => !(key === 'id' && typeof part === 'string' && 'type' in value))
      .map(([key, part]) => [
        key,
        key === '$ref' && typeof part === 'string'
          ? part.replace(/^#\/(?:definitions|\$defs)\//, '#/components/schemas/')
          : relink(part),
      ]),
  );
};
