import type pg from 'pg';

export interface Column {
  table: string;
  name: string;
  type: number;
  notNull: boolean;
  /** The words that a check lets through. */
  among: string[] | null;
}
export interface Description {
  parameters: number[];
  fields: { name: string; type: number; column: Column | null }[];
}
export interface Catalogue {
  columns: Map<string, Column[]>;
  at(table: number, place: number): Column | null;
}

export function readCatalogue(client: pg.Client): Promise<Catalogue>;
/** Prepares a statement without running it. */
export function describe(client: pg.Client, text: string, catalogue: Catalogue): Promise<Description>;
