// Writes the catalogue of events as a page for developers.
import { z } from 'zod';

/** @typedef {{ when: string, about: 'member' | 'club' | 'member-if-any', data: z.ZodObject, example: object }} Described */
/** @typedef {{ type?: string | string[], format?: string, enum?: string[], anyOf?: Field[], description?: string }} Field */

const about = {
  member: 'a member',
  club: 'the club; `memberId` is null',
  'member-if-any': 'a member if there is one; otherwise `memberId` is null',
};

/** @param {Readonly<Record<string, Described>>} catalogue */
export const describeEvents = (catalogue) => `# Events

Generated from \`libs/contracts/src/events\` by \`npm run generate\`.

Every event has a name, a business time \`at\`, an \`origin\` (\`live\`, \`import\` or \`demo\`), usually a \`memberId\`, and \`data\`. Committed events get consecutive numbers and are kept for 25 months. Live events are also sent to open pages (\`GET /me/events\`, \`GET /events\`). Inside the API, a feature follows them with \`Subscriptions.subscribe\`.

| Event | When |
| ----- | ---- |
${Object.entries(catalogue)
  .map(([name, { when }]) => `| [\`${name}\`](#${anchor(name)}) | ${when} |`)
  .join('\n')}

${Object.entries(catalogue)
  .map(([name, described]) => section(name, described))
  .join('\n')}`;

/** @param {string} name @param {Described} described */
const section = (name, described) => `## \`${name}\`

${described.when} It concerns ${about[described.about]}.

${fields(described.data)}

\`\`\`json
${JSON.stringify(described.example, null, 2)}
\`\`\`
`;

/** @param {z.ZodObject} data */
const fields = (data) => {
  const schema = /** @type {{ properties?: Record<string, Field>, required?: string[] }} */ (
    z.toJSONSchema(data, { io: 'output' })
  );
  const all = Object.entries(schema.properties ?? {});
  if (all.length === 0) return 'It has no fields.';
  const rows = all.map(([name, field]) => {
    const absent = schema.required?.includes(name) ? '' : ', may be absent';
    return `| \`${name}\` | ${kind(field)}${absent} | ${field.description ?? ''} |`;
  });
  return ['| Field | Kind | |', '| ----- | ---- | - |', ...rows].join('\n');
};

/** @param {Field} field @returns {string} */
const kind = (field) => {
  if (field.anyOf) return field.anyOf.map(kind).join(' or ');
  if (field.enum) return field.enum.map((value) => `\`${value}\``).join(', ');
  const types = [field.type ?? 'any'].flat();
  return types.map((type) => (type === 'string' ? (field.format ?? 'text') : type)).join(' or ');
};

/** @param {string} name As GitHub derives it from a heading. */
const anchor = (name) => name.replaceAll('.', '');
