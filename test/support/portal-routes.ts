import { randomUUID } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';

const routes = new URL('../../apps/portal/src/routes/', import.meta.url).pathname;

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
    const source = `${routes}${folder}/+page.server.ts`;
    const text = existsSync(source) ? readFileSync(source, 'utf8') : '';
    const [, actions = ''] = text.split('export const actions');
    return {
      path: known[route] ?? route.replaceAll(/\[\w+\]/g, () => randomUUID()),
      actions: [...actions.matchAll(/^ {2}(\w+): async/gm)].map(([, name = '']) => name),
      fields: [
        ...new Set(
          [...text.matchAll(/values\.(\w+)|\.get(?:All)?\('(\w+)'\)/g)].map(
            ([, one, other]) => one ?? other ?? '',
          ),
        ),
      ],
    };
  });
