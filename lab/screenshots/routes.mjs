import { globSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../tools/programs.mjs';
import { stops } from './stops.mjs';

/** Every page of the portal, as `/console/members/[id]`. */
const routes = globSync('**/+page*.svelte', { cwd: join(root, 'apps/portal/src/routes') }).map(
  (file) => `/${file.replaceAll(/\(\w+\)\/|\/?\+page@?\.svelte$/g, '')}`,
);

/** Whether a path is one of a route, or is what no route has. @param {string} path @param {string} route */
export const matches = (path, route) => {
  const parts = route.split('/');
  const given = path.split('/');
  return (
    given.length === parts.length && parts.every((part, at) => part.startsWith('[') || part === given[at])
  );
};

/** The pages of which no picture is taken. @returns {string[]} */
export const routesWithoutStop = () => {
  const seen = Object.values(stops).flatMap((each) => each.map(({ route }) => route));
  return routes.filter((route) => !seen.some((one) => one === route || matches(one, route))).sort();
};
