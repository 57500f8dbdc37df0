/** The tables and functions that a statement, or a whole `create function` with its body, uses. */
export function referencesOf(text: string): { tables: Set<string>; functions: Set<string> };
