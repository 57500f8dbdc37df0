import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readConfig } from '../../apps/api/src/config.ts';

const root = join(import.meta.dirname, '../..');
const text = (name: string): Promise<string> => readFile(join(root, name), 'utf8');
const secret = 'a-long-random-text-of-letters';

/** The environment of a service that compose creates from an `.env` with only the secrets. */
const environmentOf = (compose: string, service: string): Record<string, string> => {
  const [, block = ''] =
    new RegExp(`\\n  ${service}:\\n([\\s\\S]*?)(?=\\n  \\w|\\n\\w|$)`).exec(compose) ?? [];
  const [, lines = ''] = /\n? {4}environment:\n((?: {6}.*\n)+)/.exec(`${block}\n`) ?? [];
  return Object.fromEntries(
    [...lines.matchAll(/^ {6}(\w+): (.*)$/gm)].map(([, name = '', value = '']) => [
      name,
      value
        .replaceAll(/\$\{\w+:\?[^}]*\}|\$\{\w+\}/g, secret)
        .replaceAll(/\$\{\w+:-([^}]*)\}/g, '$1')
        .replaceAll(/^'|'$/g, ''),
    ]),
  );
};

/** Settings that the image sets, or that a container never sets. */
const ofTheImage = [
  'PORT',
  'HOST',
  'DATA_DIR',
  'PORTAL',
  'DATABASE_DIRECT_URL',
  'DATABASE_REPORT_URL',
  'DATABASE_POOL',
];

it('docker-compose.yml gives the API its settings, and allows each setting of the README', async () => {
  const compose = await text('docker-compose.yml');
  const environment = environmentOf(compose, 'api');
  expect(readConfig(environment)).toMatchObject({
    PORTAL: false,
    demo: false,
    PORTAL_SECRET: secret,
    TRUSTED_PROXIES: ['172.30.77.0/24'],
    FAILING_ACCOUNTS_PER_HOUR: 60,
  });
  const settings = [...(await text('README.md')).matchAll(/^\| `([A-Z_]+)`/gm)].map(([, name = '']) => name);
  expect(settings.length).toBeGreaterThan(10);
  const given = { ...environmentOf(compose, 'portal'), ...environment };
  const missing = settings.filter((name) => !ofTheImage.includes(name) && !(name in given));
  expect(missing).toEqual([]);
});

it('docker-compose.yml hardens each service', async () => {
  const compose = await text('docker-compose.yml');
  const [, services = ''] = /\nservices:\n([\s\S]*?)(?=\n\w)/.exec(compose) ?? [];
  const blocks = services.split(/^(?= {2}\w+:$)/m).filter((block) => /^ {2}\w+:/.test(block));
  expect(blocks.length).toBeGreaterThanOrEqual(5);
  for (const block of blocks) expect(block).toMatch(/<<: \*(hardened|service)/);
  expect(compose).toMatch(/x-service: &service\n {2}<<: \*hardened/);
});
