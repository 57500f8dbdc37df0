import type { Catalogue } from './catalogue.mjs';

/** Whether each column may be null; null where the columns are not known. */
export function nullableColumns(text: string, catalogue: Catalogue): boolean[] | null;
/** The function that each column is a plain call of. */
export function calledFunctions(text: string): (string | null)[];
