import type pg from 'pg';

export interface EntityTable {
  owner: string;
  what: string;
  table: string;
}

/** Compares all entities with the database: what breaks the law, and the tables that entities are. */
export function compareEntities(
  client: pg.Client,
  url: string,
): Promise<{ faults: string[]; tables: EntityTable[] }>;
