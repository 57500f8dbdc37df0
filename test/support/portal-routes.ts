import { randomUUID } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';

const sources = new URL('../../apps/portal/src/', import.meta.url).pathname;
const routes = `${sources}routes/`;

/** How forms name their fields: read one by one, or off what was typed. */
const fieldNames =
  /(\w+): (?:anyText|someText|manyTexts|asNumber|ticked|picture|\w+Password|(?:field|readBy|oneOf|someOf|between)\()|values\.(\w+)/g;

/** Or several at once: `{ email = '', password } = values`. */
const takenApart = /\{ ([\w\s,=']+) \}(?: = values|: Record<string, string>)/g;

const fieldsIn = (text: string): string[] => [
  ...new Set([
    ...[...text.matchAll(fieldNames)].map(([, one, other]) => one ?? other ?? ''),
    ...[...text.matchAll(takenApart)].flatMap(([, names = '']) => names.match(/\w+/g) ?? []),
  ]),
];

/** A page's server part with what it takes from others of `lib`, where the fields are that pages share. */
function serverText(file: string): string {
  if (!existsSync(file)) return '';
  const text = readFileSync(file, 'utf8');
  const shared = [...text.matchAll(/'#lib\/([\w/-]+\.server\.ts)'/g)].map(([, name = '']) =>
    readFileSync(`${sources}lib/${name}`, 'utf8'),
  );
  return [text, ...shared].join('\n');
}

export interface PortalPage {
  /** The path with its parameters filled in. */
  readonly path: string;
  /** Names of its form actions; `default` is the one without a name. */
  readonly actions: readonly string[];
  /** Names of the fields that its actions read. */
  readonly fields: readonly string[];
}

/**
 * Every page of the portal, found from its source files. `known` fills in parameters of a route; other parameters get
 * unknown values.
 */
export const portalPages = (known: Readonly<Record<string, string>>): PortalPage[] =>
  globSync('**/+page.svelte', { cwd: routes }).map((file) => {
    const folder = file.replace(/\/?\+page\.svelte$/, '');
    const route = `/${folder.replaceAll(/\(\w+\)\/?/g, '')}`.replace(/(?<=.)\/$/, '');
    const text = serverText(`${routes}${folder}/+page.server.ts`);
    const [actions = ''] = /^export const actions: Actions = \{(?: .* \};|$.*?^\};)$/ms.exec(text) ?? [];
    return {
      path: known[route] ?? route.replaceAll(/\[\w+\]/g, () => randomUUID()),
      actions: [...actions.matchAll(/^ {2}(\w+):/gm)].map(([, name = '']) => name),
      fields: fieldsIn(text),
    };
  });
