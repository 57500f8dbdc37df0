export const templateDatabase = 'regulars_template';

/** The same server, another database. */
export function databaseUrl(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

/** The same database, as the role that the application works as. */
export function asApplication(url: string): string {
  const changed = new URL(url);
  changed.username = 'regulars';
  return changed.href;
}
