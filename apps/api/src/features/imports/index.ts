// Owns imports, the lines and items of their files, and saved mappings.
// Promises: an item is imported once and whole, or refused whole with its reason; a killed run goes on where it stood;
//   what an import made can be taken back.
// Publishes nothing of its own; what it posts carries the origin `import`.
// In the database: imports, import_lines, import_items, import_mappings.
export { ImportsModule } from './imports.module.ts';
