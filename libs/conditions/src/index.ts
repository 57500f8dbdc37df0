/** The one condition language: facts, and how a condition over them is checked and evaluated. Imports nothing. */
export * from './check.ts';
export * from './condition.ts';
export * from './evaluate.ts';
