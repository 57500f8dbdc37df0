import { Resolver } from 'node:dns';
import proxyAddress from '@fastify/proxy-addr';
import { logLevels } from '@regulars/log';
import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);
const onOff = z.enum(['on', 'off']).transform((word) => word === 'on');
const smtpUrl = z.string().regex(/^smtps?:\/\/[^\s/]/, 'an smtp:// or smtps:// address');
const isProxyList = (list: readonly string[]): boolean => {
  try {
    proxyAddress.compile([...list]);
    return true;
  } catch {
    return false;
  }
};
const isNameServerList = (list: readonly string[]): boolean => {
  try {
    new Resolver().setServers(list);
    return true;
  } catch {
    return false;
  }
};
const list = z.string().transform((typed) => typed.split(/[\s,]+/).filter(Boolean));
const nameServers = list.refine(isNameServerList, 'addresses such as 9.9.9.9 or 127.0.0.1:5353');
const proxies = list.refine(
  isProxyList,
  'addresses or ranges such as 10.0.0.0/8, or loopback, linklocal, uniquelocal',
);
const keys = z
  .string()
  .regex(
    /^[\w.-]{1,40}:[A-Za-z0-9+/_-]{43}=?(,[\w.-]{1,40}:[A-Za-z0-9+/_-]{43}=?)*$/,
    'name:key, with commas between several; a key is 32 random bytes in base64',
  );
const postgresUrl = z.string().regex(/^postgres(ql)?:\/\//, 'a postgres:// address');

/** Every variable that Regulars reads, with its default. The README's table says the same in words. */
const variables = z.object({
  PORT: port.default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  ORIGIN: z.url({ protocol: /^https?$/ }).optional(),
  DATA_DIR: z.string().min(1).default('.data'),
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_DIRECT_URL: postgresUrl.optional(),
  DATABASE_OWNER_URL: postgresUrl.optional(),
  DATABASE_REPORT_URL: postgresUrl.optional(),
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(20),
  DEMO: onOff.optional(),
  PORTAL: onOff.default(true),
  PORTAL_SECRET: z.string().min(16).optional(),
  SMTP_URL: smtpUrl.optional(),
  MAIL_FROM: z.email().optional(),
  SMS_URL: z.url({ protocol: /^https?$/ }).optional(),
  SMS_SECRET: z.string().min(24).optional(),
  DNS_SERVERS: nameServers.default([]),
  RETENTION_KEYS: keys.optional(),
  CODE_KEY: z
    .string()
    .regex(/^[A-Za-z0-9+/_-]{43}=?$/, '32 random bytes in base64')
    .optional(),
  METRICS_TOKEN: z.string().min(16).optional(),
  TRUSTED_PROXIES: proxies.default([]),
  JOINS_PER_HOUR: z.coerce.number().int().min(1).max(1_000_000).default(500),
  FAILING_ACCOUNTS_PER_HOUR: z.coerce.number().int().min(1).max(1_000_000).default(60),
  CALLS_PER_MINUTE: z.coerce.number().int().min(60).max(1_000_000).default(6000),
  LOG_LEVEL: z.enum(logLevels).default('info'),
});

export type Config = Readonly<z.output<typeof variables>> & {
  /** The demo club is loaded into an empty database. */
  readonly demo: boolean;
};

/** For what transaction pooling would break: LISTEN, migrations, locks of a session. */
export const directDatabaseUrl = (config: Pick<Config, 'DATABASE_URL' | 'DATABASE_DIRECT_URL'>): string => {
  const url = config.DATABASE_DIRECT_URL ?? config.DATABASE_URL;
  if (url === undefined) throw new Error('The database has no address yet: start it first');
  return url;
};

/** For what changes the schema: migrations, SQL functions, months of the log of events. */
export const ownerDatabaseUrl = (
  config: Pick<Config, 'DATABASE_URL' | 'DATABASE_DIRECT_URL' | 'DATABASE_OWNER_URL'>,
): string => config.DATABASE_OWNER_URL ?? directDatabaseUrl(config);

const ownAddresses = ['127.0.0.1', '::1', '0.0.0.0', '::'];

/** `ORIGIN`, else where this process listens, as people on this machine type it. */
export const ownOrigin = ({ ORIGIN, HOST, PORT }: Pick<Config, 'ORIGIN' | 'HOST' | 'PORT'>): string =>
  ORIGIN ?? `http://${ownAddresses.includes(HOST) ? 'localhost' : HOST}:${PORT}`;

export const configToken = Symbol('config');
export const knownVariables = Object.keys(variables.shape);

/** Names that the deployer surely meant for us but that nothing reads: `DATABSE_URL`, `REGULARS_PORT`. */
const misspelt = (names: readonly string[]): string[] =>
  names.flatMap((name) => {
    if (knownVariables.includes(name)) return [];
    if (name.startsWith('REGULARS_')) return [`${name}: unknown variable`];
    const near = knownVariables.find((known) => known.length > 5 && isOneTypoApart(name, known));
    return near ? [`${name}: unknown variable, did you mean ${near}?`] : [];
  });

const isOneTypoApart = (left: string, right: string): boolean => {
  if (Math.abs(left.length - right.length) > 1) return false;
  let start = 0;
  while (start < left.length && left[start] === right[start]) start += 1;
  const rest = [left.slice(start), right.slice(start)] as const;
  const [a, b] = rest;
  if (a.slice(1) === b.slice(1) || a.slice(1) === b || a === b.slice(1)) return true;
  return a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2);
};

/** Reads the environment. Throws one error that names every wrong or misspelt variable. */
export const readConfig = (environment: NodeJS.ProcessEnv): Config => {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const read = variables.safeParse(set);
  const wrong = read.success
    ? []
    : read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  const alone = ['DATABASE_DIRECT_URL', 'DATABASE_OWNER_URL', 'DATABASE_REPORT_URL'].filter(
    (name) => set[name] !== undefined && set.DATABASE_URL === undefined,
  );
  const faults = [
    ...wrong,
    ...alone.map((name) => `${name}: goes with DATABASE_URL`),
    ...((set.SMS_URL === undefined) === (set.SMS_SECRET === undefined)
      ? []
      : ['SMS_URL and SMS_SECRET: go together']),
    ...misspelt(Object.keys(set)),
  ];
  if (!read.success || faults.length > 0)
    throw new Error(`The configuration is wrong.\n  ${faults.join('\n  ')}`);
  return { ...read.data, demo: read.data.DEMO ?? read.data.DATABASE_URL === undefined };
};
